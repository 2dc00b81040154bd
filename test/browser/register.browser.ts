import { chromium } from 'playwright-core';
import { expect, it } from 'vitest';
import { manifestFile, openRegistrationPage } from '../program/registration-page.ts';

it('dans Chromium, le formulaire d’enregistrement enverrait un manifeste qui se lit, le même que app.yml', async () => {
  const page = await openRegistrationPage();
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    const tab = await browser.newPage();
    await tab.goto(page.url);
    const sent = await tab.evaluate("new FormData(document.forms[0], document.querySelector('#manifest')).get('manifest')");
    expect(JSON.parse(String(sent))).toMatchObject(Object(manifestFile));
  } finally {
    await browser.close();
    await page.close();
  }
});
