import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { type Handler, pathOf } from '../handler.ts';

/** Hands the paths of an application of pages over to it, and leaves the others to the next handler. */
export function pagesHandler(pages: Hono): Handler {
  const listener = getRequestListener((request) => pages.fetch(request), { overrideGlobalObjects: false });
  return async (request, response) => {
    const path = pathOf(request);
    if (path === null || !/^\/(?:portefeuille|flux(?:\.csv)?|activite|dossiers\/.*|graphiques\/.*|actifs\/.*)$/.test(path)) return false;
    await listener(request, response);
    return true;
  };
}
