/** What a page answered, redirections not followed. */
export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Where it sends the browser; null when it shows something. */
  readonly location: string | null;
}

/** A browser without scripts: keeps the cookies of each site, and follows redirections. */
export interface Browser {
  /** One request, its redirection not followed. */
  ask(
    url: string,
    options?: { method?: 'GET' | 'POST'; form?: Readonly<Record<string, string>>; headers?: Readonly<Record<string, string>> },
  ): Promise<Page>;
  /** The page that a request ends on. */
  open(url: string): Promise<Page>;
  /** The cookies of a site, as it would send them. */
  cookies(url: string): string;
  /** Holds a cookie as if the site had set it. */
  hold(url: string, name: string, value: string): void;
}

/** A fresh browser, which knows nobody. */
export function aBrowser(): Browser {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string) => {
    const { origin } = new URL(url);
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  };
  const cookies = (url: string) => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join('; ');

  const ask: Browser['ask'] = async (url, { method = 'GET', form, headers = {} } = {}) => {
    const response = await fetch(url, {
      method,
      redirect: 'manual',
      headers: { cookie: cookies(url), ...headers },
      ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/Max-Age=0/i.test(line)) jarOf(url).delete(name);
      else jarOf(url).set(name, value);
    }
    const location = response.headers.get('location');
    return {
      status: response.status,
      headers: response.headers,
      text: await response.text(),
      location: location === null ? null : new URL(location, url).href,
    };
  };

  return {
    ask,
    cookies,
    open: async (url) => {
      let page = await ask(url);
      for (let hops = 0; page.location !== null && hops < 10; hops += 1) page = await ask(page.location);
      return page;
    },
    hold: (url, name, value) => void jarOf(url).set(name, value),
  };
}
