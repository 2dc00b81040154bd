import { normaliseText } from './normalise-label.ts';

/** What GitHub writes for a field left empty, in English and as translated for its other interface languages; normalised. */
const wordings: ReadonlySet<string> = new Set(
  [
    'No response',
    'Aucune réponse',
    'Pas de réponse',
    'Sans réponse',
    'Sin respuesta',
    'Ninguna respuesta',
    'No hay respuesta',
    'Keine Antwort',
    'Keine Rückmeldung',
    'Sem resposta',
    'Nenhuma resposta',
    'Nessuna risposta',
    'Geen antwoord',
    'Geen reactie',
    'Brak odpowiedzi',
    'Нет ответа',
    '応答なし',
    '回答なし',
    '无响应',
    '无回复',
    '無回應',
    '응답 없음',
  ].map(normaliseText),
);

/** Whether a whole answer is the mark of an empty field: `_No response_`, in any case and language, between `_` or `*`. */
export function isNoResponse(answer: string): boolean {
  const written = answer.trim();
  if (!written.endsWith('_') && !written.endsWith('*')) return false;
  // An editor may have escaped the marks: `\\_No response\\_`.
  const text = written.replace(/^\\(?=[_*])|\\(?=[_*]$)/g, '');
  const mark = text.charAt(0);
  if (text.length < 3 || (mark !== '_' && mark !== '*') || !text.endsWith(mark)) return false;
  return wordings.has(normaliseText(text.slice(1, -1)));
}
