import { Idiomorph } from 'idiomorph';

/** What pages do besides with scripts: they follow what happens, and what is sent from them does not load them anew. Without scripts everything works, by loading pages. */

document.documentElement.classList.add('scripted');
const said = () => document.getElementById('dit');

/** Whether the reader chose something there that is not sent yet. */
function isChosen({ options, selectedIndex }) {
  return (
    selectedIndex !==
    Math.max(
      0,
      [...options].findIndex(({ defaultSelected }) => defaultSelected),
    )
  );
}

/** Shows the page as the server has it now, and keeps what the reader opened, wrote and holds. */
function show(text) {
  const next = new DOMParser().parseFromString(text, 'text/html');
  // Another site answers at this address now: the application, once it runs again.
  if (next.querySelector('.top') === null) return location.reload();
  const callbacks = {
    beforeAttributeUpdated: (name, element) =>
      !(name === 'open' && element.tagName === 'DETAILS') && !(name === 'value' && element.tagName === 'INPUT'),
    beforeNodeMorphed: (old) => {
      if (old === document.activeElement && old.matches('textarea, input')) return false;
      if (old instanceof HTMLTextAreaElement && old.value !== old.defaultValue) return false;
      if (old instanceof HTMLInputElement && old.type !== 'checkbox' && old.value !== old.defaultValue) return false;
      return !(old instanceof HTMLSelectElement && (old === document.activeElement || isChosen(old)));
    },
  };
  document.title = next.title;
  for (const sheet of next.querySelectorAll('link[rel=stylesheet]'))
    if (![...document.querySelectorAll('link[rel=stylesheet]')].some(({ href }) => href === sheet.href)) document.head.append(sheet);
  for (const place of ['main', '.bench', '.top']) {
    const [old, now] = [document.querySelector(place), next.querySelector(place)];
    if (old !== null && now !== null) void Idiomorph.morph(old, now, { callbacks });
  }
  if (lastStep() === null) followed = null;
  else if (lastStep() !== followed) follow();
  return undefined;
}

const lastStep = () => document.querySelector('.last')?.dataset.step ?? null;
/** The step that the reader was led to: one that wrote nothing on this page may have done so on the next. */
let followed = lastStep();

/** Brings what the last step of the tour wrote on this page into view, or what it edited, with the differences. */
function follow() {
  for (const old of document.querySelectorAll('.fresh')) {
    old.classList.remove('fresh');
    const edits = old.querySelector('.history');
    if (edits !== null) edits.open = false;
  }
  const links = [...document.querySelectorAll('.last a')].filter(({ pathname }) => pathname === location.pathname);
  const told = links.map((link) => ({ link, article: document.querySelector(link.hash) })).filter(({ article }) => article !== null);
  for (const { link, article } of told) {
    article.classList.add('fresh');
    const edits = article.querySelector('.history');
    if (edits !== null) edits.open = 'edit' in link.dataset;
  }
  if (told.length === 0) return;
  followed = lastStep();
  told[0].article.scrollIntoView({ block: 'start' });
}

let asked = 0;
async function refresh() {
  const turn = (asked += 1);
  const response = await fetch(location.href, { headers: { accept: 'text/html' } }).catch(() => null);
  // A page that is no more says so, in its place; a failure of the server does not.
  if (response === null || turn !== asked || !(response.ok || response.status === 404)) return;
  const text = await response.text();
  if (turn === asked) show(text);
}

async function send(form, submitter) {
  said().textContent = '';
  form.setAttribute('aria-busy', 'true');
  const body = new URLSearchParams(new FormData(form, submitter));
  const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } }).catch(() => null);
  form.removeAttribute('aria-busy');
  if (response === null) {
    said().textContent = 'Le bac à sable ne répond plus.';
    return;
  }
  const text = await response.text();
  // What was sent is done where it led to a page, even to one that is no more.
  if (!response.ok && !response.redirected) {
    const page = new DOMParser().parseFromString(text, 'text/html');
    said().textContent = [...page.querySelectorAll('main h1, main .refusal')].map((part) => part.textContent).join(' : ');
    return;
  }
  form.reset();
  asked += 1;
  if (new URL(response.url).pathname !== location.pathname) {
    history.pushState(null, '', response.url);
    scrollTo(0, 0);
  }
  show(text);
}

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  event.preventDefault();
  void send(form, event.submitter);
});
document.addEventListener('change', (event) => {
  if (event.target.matches('[data-send]')) event.target.form.requestSubmit();
});
addEventListener('popstate', () => void refresh());

if (document.querySelector('.bench') !== null) {
  let waiting = null;
  new EventSource('/-/direct').addEventListener('message', () => {
    waiting ??= setTimeout(() => {
      waiting = null;
      void refresh();
    }, 150);
  });
}
