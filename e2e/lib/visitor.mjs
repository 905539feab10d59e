// A visitor acts only through pages: opens, fills, presses, reads. The first time a visitor reaches a page, it is looked at in
// every mode: both languages, 360 and 1366 px, large text, without script, each with axe.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { routeOf } from './huiyin.mjs';

const axe = createRequire(import.meta.url)('axe-core').source;
const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const rules = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] };

// Without script axe cannot run in the page, so the last mode checks what remains: status, language, width, texts.
const modes = [
  { name: 'zh-1366', lang: 'zh-CN', large: 'no', width: 1366, height: 768, script: true },
  { name: 'zh-360', lang: 'zh-CN', large: 'no', width: 360, height: 740, script: true },
  { name: 'en-360-large', lang: 'en', large: 'yes', width: 360, height: 740, script: true },
  { name: 'en-1366-noscript', lang: 'en', large: 'no', width: 1366, height: 768, script: false },
];

export class World {
  constructor(server, routes, out) {
    Object.assign(this, { server, routes, out, seen: new Map(), faults: [], windows: new Map() });
  }

  async launch() {
    this.browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags });
  }

  /** visitor opens a fresh browser window; with a role it signs in through the entry page. */
  async visitor(role, { script = true, width = 1366, height = 900 } = {}) {
    const context = await this.browser.newContext({ viewport: { width, height }, javaScriptEnabled: script, acceptDownloads: true });
    const v = new Visitor(this, context, await context.newPage(), role);
    if (role) await v.signIn(role);
    return v;
  }

  async close() { await this.browser?.close(); }

  /** look opens a page in every mode with the visitor's own session. */
  async look(visitor, route, url) {
    this.seen.set(route.path, url);
    const cookies = (await visitor.context.cookies()).filter((c) => !/_(lang|large|said)$/.test(c.name));
    for (const mode of modes) {
      const window = await this.window(mode);
      await window.page.context().clearCookies();
      const own = [{ name: 'huiyin_lang', value: mode.lang }, { name: 'huiyin_large', value: mode.large }];
      await window.page.context().addCookies([...cookies, ...own.map((c) => ({ ...c, url: this.server.base }))]);
      const wrong = window.wrong = (what) => this.faults.push(`${route.name} (${url}) ${mode.name}: ${what}`);
      await this.check(window.page, route, url, mode, wrong).catch((e) => wrong(e.message.split('\n')[0]));
    }
  }

  /** window is the one window of a mode, kept open: opening one costs more than a page. */
  async window(mode) {
    if (!this.windows.has(mode.name)) {
      const context = await this.browser.newContext({ viewport: { width: mode.width, height: mode.height }, javaScriptEnabled: mode.script });
      const window = { page: await context.newPage(), wrong: () => {} };
      window.page.on('pageerror', (e) => window.wrong(`script: ${e.message}`));
      window.page.on('console', (m) => { if (m.type() === 'error') window.wrong(`console: ${m.text()}`); });
      this.windows.set(mode.name, window);
    }
    return this.windows.get(mode.name);
  }

  async check(page, route, url, mode, wrong) {
    const answer = await page.goto(url);
    if (answer.status() !== 200) wrong(`status ${answer.status()}`);
    if (new URL(page.url()).pathname !== new URL(url).pathname) wrong(`led to ${page.url()}`);
    const html = await page.content();
    if (!html.includes(`<html lang="${mode.lang}"`)) wrong('is in the other language');
    for (const [key] of (await page.locator('body').innerText()).matchAll(/\[[a-z_0-9]+(\.[a-z_0-9]+)+\]/g)) wrong(`no text for ${key}`);
    if (mode.script) {
      const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (over > 0) wrong(`is ${over} px too wide`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate((r) => window.axe.run(r), rules);
      for (const v of violations) wrong(`axe ${v.id}: ${v.nodes[0].html.slice(0, 160)} — ${v.nodes[0].failureSummary.replace(/\s+/g, ' ').slice(0, 200)}`);
    }
    if (mode.lang === 'zh-CN' || !mode.script) await page.screenshot({ path: join(this.out, `${route.name}-${mode.name}.png`), fullPage: true });
  }
}

export class Visitor {
  constructor(world, context, page, role) { Object.assign(this, { world, context, page, role }); }

  async signIn(role) {
    const known = this.world.server.accounts[role];
    if (!known) throw new Error(`no demonstration account for ${role}`);
    await this.open('/sign-in');
    const form = this.page.locator('main form.card');
    await form.locator('[name=account]').fill(known.account);
    await form.locator('[name=password]').fill(known.password);
    await form.locator('button').click();
    await this.arrived();
  }

  /** open goes to an address of the site, as from a bookmark. */
  async open(path) { await this.page.goto(this.world.server.base + path); await this.arrived(); }

  /** follow clicks a link by its text. */
  async follow(text, within = 'body') { await this.page.locator(within).getByRole('link', { name: text }).first().click(); await this.arrived(); }

  /** press clicks a button by its text. */
  async press(text, within = 'main') { await this.page.locator(within).getByRole('button', { name: text }).first().click(); await this.arrived(); }

  /** fill types into the input with this label; choose, tick and pick act on selects, boxes and files. */
  async fill(label, value) { await this.page.getByLabel(label).first().fill(value); }
  async choose(label, value) { await this.page.getByLabel(label).first().selectOption(value); }
  async tick(label) { await this.page.getByLabel(label).first().check(); }
  async pick(label, file) { await this.page.getByLabel(label).first().setInputFiles(file); }

  /** text is what a person reads on the page. */
  async text(within = 'main') { return this.page.locator(within).innerText(); }

  /** arrived notes the page reached and looks at it in every mode the first time. */
  async arrived() {
    await this.page.waitForLoadState('load');
    const url = this.page.url();
    const route = routeOf(this.world.routes, new URL(url).pathname);
    const refused = await this.page.locator('.error-summary').count();
    if (route && !refused && !this.world.seen.has(route.path)) await this.world.look(this, route, url);
  }

  async close() { await this.context.close(); }
}
