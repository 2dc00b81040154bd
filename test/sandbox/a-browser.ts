/** What a browser keeps and sends of its own: cookies, where it comes from, and that it wants pages. */
export interface Visit {
  readonly status: number;
  /** Path and query at the end of the redirects. */
  readonly path: string;
  readonly html: string;
  readonly headers: Headers;
}

export interface Visitor {
  get(path: string): Promise<Visit>;
  /** Sends a form from a page, `from`, and follows where it leads. */
  post(path: string, fields: Readonly<Record<string, string | readonly string[]>>, from?: string): Promise<Visit>;
}

/** Somebody with a browser without scripts, who says who they are. */
export function aVisitor(url: string, login: string): Visitor {
  const cookie = `qui=${login}`;
  const get = async (path: string): Promise<Visit> => {
    const response = await fetch(`${url}${path}`, { headers: { accept: 'text/html', cookie } });
    return { status: response.status, path, html: await response.text(), headers: response.headers };
  };
  return {
    get,
    post: async (path, fields, from = '/') => {
      const body = new URLSearchParams(
        Object.entries(fields).flatMap(([name, values]) => [values].flat().map((value) => [name, value] as [string, string])),
      );
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { accept: 'text/html', cookie, origin: url, referer: `${url}${from}` },
        body,
      });
      const next = response.headers.get('location');
      if (next !== null) return get(next);
      return { status: response.status, path, html: await response.text(), headers: response.headers };
    },
  };
}
