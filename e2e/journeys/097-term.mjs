// What goes on over the years and the change of term: a former deputy sees what is still owed and nothing else, and rates it; on a day after the first
// session of a new term the ledger tells what was carried into it, and both bodies give the written account.
import { on } from '../lib/huiyin.mjs';

/** former plays the deputy whose mandate has ended. */
async function former(world, assert) {
  const v = await world.as('former');
  await v.open('/');
  assert.match(await v.text(), /评价落实情况/, 'the first thing is what waits');
  assert.deepEqual((await v.links(/^\/[a-z-]*$/, 'nav')).sort(), ['/', '/commitments', '/suggestions'], 'nothing else is in the way');
  await v.open('/suggestions?session=all');
  const owed = await v.links(/^\/suggestions\/\d+$/);
  assert.equal(owed.length, 1, 'one suggestion is not over');
  await v.open('/commitments?state=all');
  assert.equal((await v.links(/^\/suggestions\/\d+#promise-/)).length, 2, 'its promises are the whole ledger');
  assert.match(await v.text(), /2024转2026/, 'made in one year, in the account of another');
  await v.glance('ledger-former', true);

  const clerk = await world.as('committee');
  await clerk.open('/suggestions?state=replied');
  const [other] = await clerk.links(/^\/suggestions\/\d+$/);
  await clerk.open('/year/visit');
  const [dossier] = await clerk.links(/^\/dossiers\/\d+$/);
  for (const [path, code] of [
    [other, 404], ['/suggestions/999999999', 404], [`${other}/print/reply`, 404], ['/suggestions/new', 403], [dossier, 403], ['/year-work', 403],
    ['/commitments/report', 403], ['/years', 403], ['/search?q=学校', 403], ['/handover', 403],
  ]) assert.equal(await v.status(path), code, `${path} is not a former deputy's`);

  await v.open(owed[0]);
  for (const words of [/由2024年度转入2025年度，责任单位市教育局/, /由2025年度转入2026年度/, /承诺转入下一年度/]) assert.match(await v.page.content(), words);
  await v.act('评价落实情况');
  await v.set({ rating: 'not_satisfied' });
  await v.send();
  assert.match(await v.text(), /请说明理由/, 'who is not satisfied says why');
  await v.set({ rating: 'satisfied', note: '教室照明已经改好。' });
  await v.send();
  await v.done('rate_fulfilment');
  assert.match(await v.page.content(), /教室照明已经改好/);
  await v.open('/');
  assert.doesNotMatch(await v.text(), /评价落实情况/, 'nothing waits any more');

  await clerk.open(owed[0]);
  await clerk.does('核实销号');
  assert.equal(await v.status(owed[0]), 200, 'another promise is open: it stays in sight');
}

/** account plays the written account of the fifth term on a day of the sixth. */
async function account(world, assert) {
  const clerk = await world.as('committee');
  const asked = async (v) => {
    for (let n = 0; n < 60; n++) { // time itself asks for it, soon after the start
      await v.open('/year/ledger_report?state=due');
      const list = await v.links(/^\/dossiers\/\d+$/);
      if (list.length) return list;
      await v.page.waitForTimeout(500);
    }
    throw new Error('nobody was asked for an account');
  };
  await asked(clerk);
  assert.match(await clerk.text(), /关于第五届人大代表建议承诺事项落实情况的书面说明/);
  await clerk.open('/commitments?view=last_term');
  const said = await clerk.text();
  const [all, kept, open, broken] = ['转入', '已兑现', '仍在落实', '未能兑现'].map((w) => Number(said.match(new RegExp(`${w}(\\d+)项`))[1]));
  assert.ok(all > 0 && all === kept + open + broken, 'the figures of what was carried add up');
  assert.match(said, /转第六届/);

  const gov = await world.as('gov_office');
  for (const [v, body] of [[clerk, /联络工作委员会关于第五届/], [gov, /政府办公室.*关于第五届/]]) {
    await asked(v);
    await v.page.locator('main table a').filter({ hasText: body }).first().click();
    await v.arrived();
    const dossier = v.here();
    await v.act('报告承诺落实情况');
    await v.send();
    assert.match(await v.text(), /请填写此项/);
    await v.set({ said: '上届承诺逐项移交，责任单位不变，完成期限不变。' });
    await v.send();
    await v.done('make_ledger_report');
    assert.equal(await v.page.locator('section.foot details.not li').count(), 0, 'a report that was made lists nothing impossible');
    await v.follow('报告文本', 'main');
    assert.match(await v.text(), /第五届人大期间作出承诺\d+项/);
    assert.match(await v.text(), /仍在落实的承诺事项/);
    for (const kind of ['word', 'excel']) assert.equal((await v.context.request.get(`${world.server.base}${dossier}/account/${kind}`)).status(), 200, kind);
  }
  const v = await world.as('former');
  await v.open('/notices');
  assert.match(await v.text(), /承诺已作换届书面说明/, 'who serves no longer is told');
  await v.open('/suggestions?session=all');
  await v.open((await v.links(/^\/suggestions\/\d+$/))[0]);
  assert.match(await v.page.content(), /由第五届转入第六届/);
}

export default {
  name: 'promises go on over years and terms, and a former deputy is still owed',
  async run(world, assert) {
    await former(world, assert);
    const server = await on(world.out, '2027-02-20');
    try {
      await account(world.elsewhere(server), assert);
    } finally {
      await server.stop();
    }
  },
};
