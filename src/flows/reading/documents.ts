/** Endings of files that are read by people: a link to one is a reference, whatever host it is on. */
const endings = /\.(?:pdf|docx?|xlsx?|pptx?|od[stpg]|md|png|jpe?g|gif|svg|drawio|vsdx?|zip)(?:[?#].*)?$/i;

/** Pages of forges, wikis and shared drives on which documents are kept. */
const places =
  /^https?:\/\/(?:[^/]*\.)?(?:github\.com\/(?:user-attachments\/|[^/]+\/[^/]+\/(?:blob|tree|raw|wiki|issues|pull|discussions|releases|files)\b)|githubusercontent\.com\/|docs\.google\.com|drive\.google\.com|sharepoint\.com|notion\.so|figma\.com|miro\.com|[^/]+\/(?:.*\/)?(?:-\/(?:blob|tree|raw|wikis|issues|merge_requests|uploads)|uploads\/[0-9a-f]{32}|wikis?|confluence|display|pages\/viewpage[^/]*)(?:[/?#]|$))/i;

/** True for a link to a picture, a file or a page of documentation: it tells of flows, and is none. */
export function isDocumentLink(word: string): boolean {
  return word.includes('://') && /^https?:\/\//i.test(word) && (places.test(word) || endings.test(word.replace(/^https?:\/\/[^/]*/i, '')));
}
