import { accountLink, commentText, type Written, writtenView } from './comment-view.ts';
import { count, type Html, html, instant } from './html.ts';
import { type Label, pill } from './label-pill.ts';
import { type Comment, type Conversation, type IssueEvent, readConversation } from './read-issue.ts';
import { inRepository, type Repository } from './repository.ts';
import { sidebar } from './sidebar.ts';
import type { Page, Reading } from './site.ts';

/** An issue as on GitHub: the conversation, and beside it labels and assignees. Null when it is not there for the reader. */
export async function issuePage(reading: Reading, repository: Repository, number: number): Promise<Page | null> {
  const conversation = await readConversation(reading.reader, repository.full, number);
  if (conversation === null) return null;
  const { issue, happenings } = conversation;
  const page = `/${repository.full}/issues/${number}`;
  return inRepository(repository, 'issues', {
    title: `${issue.title} · nᵒ ${number}`,
    main: html`<div class="issue-title"><h1>${issue.title} <span class="quiet">nᵒ&nbsp;${number}</span></h1>
<p>${stateTag(issue)} ${accountLink(issue.user)} l’a ouvert le ${instant(issue.created_at)} · ${count(issue.comments, ['commentaire', 'commentaires'])}</p></div>
<div class="columns">
<div class="conversation">
${writtenView(reading, asked(reading, { repository, issue, page }))}
${happenings.map((happening) =>
  happening.kind === 'comment'
    ? writtenView(reading, said(reading, { repository, comment: happening.comment, page }))
    : happened(happening.events, issue.labels),
)}
${answerForm(reading, issue, page)}
</div>
${await sidebar(reading, repository, issue)}
</div>`,
  });
}

/** Open, done, or set aside. */
export function stateTag({ state, state_reason: reason }: Pick<Conversation['issue'], 'state' | 'state_reason'>): Html {
  if (state === 'open') return html`<span class="state open">Ouvert</span>`;
  return html`<span class="state closed">${reason === 'not_planned' ? 'Fermé, abandonné' : 'Fermé'}</span>`;
}

interface Place {
  readonly repository: Repository;
  /** Address of the issue's page. */
  readonly page: string;
}

function asked({ reader }: Reading, { repository, issue, page }: Place & Pick<Conversation, 'issue'>): Written {
  const mayEdit = repository.rights.push || issue.user.login === reader.login;
  return {
    id: `issue-${issue.number}`,
    page,
    nodeId: issue.node_id,
    author: issue.user,
    at: issue.created_at,
    body: issue.body ?? '',
    reactions: [],
    title: `Demande de ${issue.user.login}`,
    edit: mayEdit ? html`<p class="edit"><a class="button" href="${page}/edit">Modifier les réponses</a></p>` : null,
    tick: mayEdit ? `${page}/case` : null,
  };
}

function said({ reader }: Reading, { repository, comment, page }: Place & { readonly comment: Comment }): Written {
  const mayEdit = repository.rights.push || comment.user.login === reader.login;
  const action = `${page}/comments/${comment.id}`;
  return {
    ...commentText(comment),
    page,
    edit: mayEdit ? commentEditor(comment, action) : null,
    tick: mayEdit ? `${action}/case` : null,
  };
}

function commentEditor({ id, body }: Comment, action: string): Html {
  return html`<details class="edit"><summary>Modifier</summary>
<form method="post" action="${action}">
<label for="texte-${id}">Texte du commentaire</label>
<textarea id="texte-${id}" name="body" rows="8" required>${body}</textarea>
<button>Enregistrer</button>
</form></details>`;
}

const verbs: Readonly<Record<string, string>> = {
  labeled: 'a posé',
  unlabeled: 'a retiré',
  closed: 'a fermé le dossier',
  reopened: 'a rouvert le dossier',
  assigned: 'a assigné',
  unassigned: 'n’assigne plus',
};

function happened(events: readonly IssueEvent[], labels: readonly Label[]): Html {
  const [first] = events;
  return html`<p class="event">${accountLink(first?.actor ?? { login: 'ghost' })} ${events.map(
    ({ event, label, assignee }, index) =>
      html`${index === 0 ? '' : ', '}${verbs[event] ?? event} ${
        label == null ? null : pill(labels.find(({ name }) => name === label.name) ?? { ...label, color: safeColour(label.color) })
      }${assignee?.login ?? ''}`,
  )} <span class="quiet">${instant(first?.created_at ?? '')}</span></p>`;
}

function safeColour(color: string): string {
  return /^[0-9a-f]{6}$/i.test(color) ? color.toLowerCase() : '888888';
}

function answerForm({ reader }: Reading, { user, state }: Conversation['issue'], page: string): Html {
  if (reader.login === null) return html`<p class="note">Dites qui vous êtes, en haut de la page, pour répondre.</p>`;
  return html`<section class="answer" aria-labelledby="repondre"><h2 id="repondre">Répondre en tant que ${reader.login}</h2>
<form method="post" action="${page}/comments">
<label for="commentaire">Commentaire, ou commande (<code>/aide</code> les liste)</label>
<textarea id="commentaire" name="body" rows="4" required></textarea>
<button class="primary">Commenter</button>
</form>
<form method="post" action="${page}/state">
<button name="state" value="${state === 'open' ? 'closed' : 'open'}">${state === 'open' ? 'Fermer le dossier' : 'Rouvrir le dossier'}</button>
${reader.login === user.login ? null : html`<span class="quiet">GitHub le permet à qui l’a ouvert, et à qui trie le dépôt.</span>`}
</form></section>`;
}
