// A play tells a city's year in the order of the founding document. Each act is one line of docs/mission.md: carried out on pages by those
// whose work it is, and ended by what it brought about. The page on which that is read is kept as the act's picture.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** deeds are the lines of docs/mission.md. */
export const deeds = JSON.parse(readFileSync(join(import.meta.dirname, '../../internal/lifecycle/mission.json'), 'utf8'));

const frame = { width: 1120, height: 620 }; // of a picture: what a page of the guide shows without shrinking its letters

const city = async (world) => ({ world, leave() {} });

/** play makes a journey of acts by their numbers. open finds the house in which they are played and how it is left: the invented city, unless told. */
export function play(name, acts, open = city) {
  return {
    name,
    apart: open !== city,
    async run(world, assert) {
      const house = await open(world, assert);
      try {
        const stage = Object.assign(new Stage(house.world, assert), house.kept);
        for (const [id, act] of Object.entries(acts)) {
          house.world.act = id;
          world.acted.set(id, { by: world.journey, pages: new Set() });
          try {
            await act(stage);
          } catch (e) {
            e.message = `${id}: ${e.message}`;
            throw e;
          }
          await stage.picture(id);
          world.acted.get(id).whole = true;
        }
      } finally {
        house.world.act = '';
        await house.leave(); // a server that is left running would hold the whole run
      }
    },
  };
}

/** Stage is where a play acts: its people, its days, and what its acts hand on to each other. */
export class Stage {
  constructor(world, assert) { Object.assign(this, { world, assert, today: world.server.today, year: Number(world.server.today.slice(0, 4)) }); }

  /** as is the person in a role; cast are several at once. */
  as(role) { return this.world.as(role); }
  cast(...roles) { return Promise.all(roles.map((r) => this.world.as(r))); }

  /** day is a day before or after today. */
  day(n) { return new Date(Date.parse(`${this.today}T00:00:00Z`) + n * 864e5).toISOString().slice(0, 10); }

  /** reads holds that a page says something; the page is then the act's picture, from the part that is named. */
  async reads(v, match, part = 'main h1') {
    this.assert.match(await v.text(), match);
    this.shown = { v, part, url: v.page.url() };
  }

  async picture(id) {
    if (!this.shown) return;
    const { v, part, url } = this.shown;
    if (v.page.url() !== url) { v.blind = true; await v.page.goto(url); v.blind = false; }
    const was = v.page.viewportSize();
    await v.page.setViewportSize(frame);
    await v.page.locator(part).first().evaluate((e) => window.scrollTo(0, e.matches('h1') ? 0 : e.getBoundingClientRect().top + window.scrollY - 90));
    await v.page.screenshot({ path: join(this.world.out, `play-${id}.png`) });
    await v.page.setViewportSize(was);
    this.shown = null;
  }
}
