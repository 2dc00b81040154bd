import type { Answer, Answers } from '../../src/form/answers.ts';
import type { FormField } from '../../src/form/issue-form.ts';
import { parseAnswers } from '../../src/form/parse-answers.ts';
import { renderMarkdown } from '../markdown/render-markdown.ts';
import { type Html, html, raw } from './html.ts';
import { issueShape } from './read-issue.ts';
import { readForm, type ShownForm } from './read-form.ts';
import { inRepository, type Repository } from './repository.ts';
import type { Page, Reading } from './site.ts';

/** The issue form, to open a dossier; without a form, a plain text. */
export async function newIssuePage({ reader }: Reading, repository: Repository): Promise<Page> {
  const shown = await readForm(reader, repository.full);
  return inRepository(repository, 'issues', {
    title: 'Nouveau dossier',
    main: html`<h1>Nouveau dossier</h1>
<p>${shown?.description ?? ''}</p>
<form class="answers" method="post" action="/${repository.full}/issues/new">
<p><label for="titre">Titre</label><input id="titre" name="title" value="${shown?.title ?? ''}" required></p>
${shown === null ? plainBody('') : fields(shown, {})}
<button class="primary">Ouvrir le dossier</button>
</form>`,
  });
}

/** The answers of an issue in the form that asked for them, which asks for none of them as GitHub does not of a text; its text where the repository has no form. Null when the issue is not there. */
export async function editIssuePage({ reader }: Reading, repository: Repository, number: number): Promise<Page | null> {
  const issue = await reader.get(`/repos/${repository.full}/issues/${number}`, issueShape);
  if (issue === null) return null;
  const shown = await readForm(reader, repository.full);
  const page = `/${repository.full}/issues/${number}`;
  return inRepository(repository, 'issues', {
    title: `Modifier le dossier nᵒ ${number}`,
    main: html`<h1>Modifier les réponses du dossier nᵒ&nbsp;${number}</h1>
<p>Sur GitHub, on modifie le texte de la demande ; ce formulaire l’écrit pour vous, et n’en garde que les réponses aux questions.</p>
<form class="answers" method="post" action="${page}/edit" novalidate>
${shown === null ? plainBody(issue.body ?? '') : fields(shown, parseAnswers(shown.form, issue.body ?? '').answers)}
<button class="primary">Enregistrer</button> <a class="button" href="${page}">Annuler</a>
</form>`,
  });
}

function plainBody(text: string): Html {
  return html`<p><label for="texte">Texte</label><textarea id="texte" name="body" rows="12">${text}</textarea></p>`;
}

function fields({ elements, form }: ShownForm, answers: Answers): Html {
  return html`${elements.map((element) => {
    if (element.type === 'markdown') return html`<div class="markdown hint">${raw(renderMarkdown(element.attributes.value ?? ''))}</div>`;
    const field = form.fields.find(({ id, label }) => id === element.id || label === element.attributes.label);
    if (field === undefined) return null;
    const about = element.attributes.description;
    return html`<div class="field">${fieldView(field, answers[field.id] ?? null)}${about === undefined ? null : html`<div class="markdown about" id="aide-${field.id}">${raw(renderMarkdown(about))}</div>`}</div>`;
  })}`;
}

function fieldView(field: FormField, answer: Answer): Html {
  const { id, label } = field;
  const name = html`<label for="${id}">${label}${field.required ? ' *' : ''}</label>`;
  const required = field.required ? raw(' required') : null;
  switch (field.type) {
    case 'input':
      return html`${name}<input id="${id}" name="${id}" value="${textOf(answer) ?? field.value ?? ''}" placeholder="${field.placeholder ?? ''}"${required}>`;
    case 'textarea':
      return html`${name}<textarea id="${id}" name="${id}" rows="4" placeholder="${field.placeholder ?? ''}"${required}>${textOf(answer) ?? field.value ?? ''}</textarea>`;
    case 'dropdown': {
      const chosen = [answer ?? []].flat();
      const options = field.options.map((option) => html`<option${chosen.includes(option) ? raw(' selected') : null}>${option}</option>`);
      return field.multiple
        ? html`${name}<select id="${id}" name="${id}" multiple size="${field.options.length}"${required}>${options}</select>`
        : html`${name}<select id="${id}" name="${id}"${required}><option value=""></option>${options}</select>`;
    }
    case 'checkboxes': {
      const checked = answer !== null && typeof answer === 'object' && 'checked' in answer ? answer.checked : [];
      return html`<fieldset><legend>${label}</legend>${field.options.map(
        (option) =>
          html`<label class="tick"><input type="checkbox" name="${id}" value="${option.label}"${checked.includes(option.label) ? raw(' checked') : null}> <span>${option.label}</span></label>`,
      )}</fieldset>`;
    }
    default:
      return field satisfies never;
  }
}

function textOf(answer: Answer): string | null {
  return typeof answer === 'string' ? answer : null;
}
