/** What follows a count of repositories of which `unread` cannot be read now: they stay as they were last seen, and that is said. Nothing for none. */
export function unreadText(unread: number, count: number): string {
  if (unread === 0) return '';
  return `, ${unread === count ? '' : `dont ${unread} `}que l’application ne peut plus lire pour le moment`;
}
