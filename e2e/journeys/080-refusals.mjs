// Two people or two windows at once, stale forms, double clicks, and addresses that are not one's own.
import { pdf } from '../lib/papers.mjs';

export default {
  name: 'one of two windows wins, a double click acts once, and what is not yours is not found',
  async run(world, assert) {
    const v = await world.as('committee');
    const href = await v.find('/suggestions?state=pending', '拟定承办单位');
    const other = await v.window();
    for (const w of [v, other]) { await w.open(href); await w.act('拟定承办单位'); }
    const shares = { 'shares.0.unit': { label: '邵衡市财政局' }, 'shares.0.role': 'sole' };
    await v.set(shares);
    await v.send();
    await other.set(shares);
    await other.send();
    assert.match(await other.text(), /您填写期间，本件有了变化/, 'the second window is told what changed');
    await other.page.close();

    const unit = await world.as('unit');
    await unit.find('/suggestions?session=all&state=handling', '登记联系');
    await unit.act('登记联系');
    await unit.set({ phase: 'during', way: 'phone', on: world.server.today, who: '双击', rank: 'clerk', text: '只登记一次的联系。' });
    await unit.page.locator('form.actform .buttons button.btn-primary').dblclick();
    await unit.page.waitForURL(/\/suggestions\/\d+(#.*)?$/);
    await unit.arrived();
    await unit.open(new URL(unit.page.url()).pathname);
    assert.equal((await unit.page.content()).split('只登记一次的联系。').length - 1 <= 2, true, 'a double click acts once');

    // a file that lies about its type, or is a byte too large, is refused beside its field, and what was typed stays
    await v.find('/suggestions?session=all&state=replied', '代录评价');
    await v.act('代录评价');
    await v.set({ attitude: 'satisfied', result: 'not_satisfied', reasons: '纸上写的理由。' });
    const large = { ...pdf('扫描件.pdf') };
    large.buffer = Buffer.concat([large.buffer, Buffer.alloc((20 << 20) + 1 - large.buffer.length, 10)]);
    for (const [scan, says] of [[{ ...pdf('扫描件.jpg') }, /扩展名/], [large, /20MB/]]) {
      await v.set({ scan });
      await v.send();
      assert.match(await v.page.locator('#f-scan-wrong').innerText(), says);
      assert.equal(await v.page.locator('[name=reasons]').inputValue(), '纸上写的理由。');
    }

    const seen = (path) => v.links(path);
    await v.open('/suggestions?state=reviewing');
    const [reviewing] = await seen(/^\/suggestions\/\d+$/);
    const file = async () => { await v.open(world.life); return (await v.links(/\/files\//))[0]; };
    const paper = world.life ? await file() : `${reviewing}/files/none`;
    const cases = ['unit', 'finance', 'gov_office', 'congress_leader', 'special', 'surveyor', 'org_dept', 'admin', 'auditor', 'security'].map((role) => [role, reviewing]);
    await same(world, assert, 404, [...cases, ['auditor', paper], ['admin', paper], ['surveyor', paper], ['org_dept', paper], ['admin', '/suggestions/999999999']]);
    await same(world, assert, 403, [
      ['unit', '/admin/orgs'], ['deputy', '/security/accounts'], ['committee', '/audit/log'], ['admin', '/security/accounts'], ['security', '/audit/log'],
      ['auditor', '/admin/people'], ['unit', '/handover'], ['deputy', '/handover'], ['surveyor', '/suggestions'],
    ]);
    await v.open('/no/such/page');
  },
};

/** same: nobody learns from the answer whether something is there. */
async function same(world, assert, code, list) {
  let page;
  for (const [role, path] of list) {
    const w = await world.as(role);
    assert.equal(await w.status(path), code, `${role} ${path}`);
    const text = (await w.text()).replace(/本页编号.*/s, '');
    page ??= text;
    assert.equal(text, page, `${role} ${path} is told the same`);
  }
}
