// The leaders' screen: the year on one sheet, every line its list, for those who answer for the whole or a part, on paper and on a phone.
import { join } from 'node:path';

export default {
  name: 'a leader sees the year on one sheet, and every line opens its list',
  async run(world, assert) {
    const v = await world.as('congress_leader');
    await v.open('/');
    await v.follow('驾驶舱', 'nav.rail');
    assert.match(await v.text(), /办到哪一步[\s\S]*在谁手里[\s\S]*不满意[\s\S]*到期[\s\S]*差多少[\s\S]*效果是否满意/);
    const charts = await v.page.locator('.charts svg.chart').count();
    assert.ok(charts >= 5, `${charts} charts`);
    assert.equal(await v.page.locator('.charts svg > title').count(), charts);
    assert.equal(await v.page.locator('.charts svg > desc').count(), charts);
    assert.equal(await v.page.locator('.charts details table').count(), charts, 'the table stands behind each chart');

    // A bar says as many as its list has.
    for (const chart of ['stages', 'late']) {
      await v.open('/screen');
      const bar = v.page.locator(`svg[aria-labelledby^="${chart}-"] a`).last();
      const n = (await bar.getAttribute('aria-label')).match(/(\d+)$/)[1];
      await bar.click();
      await v.arrived();
      assert.match(v.page.url(), /\/suggestions\?/);
      assert.match(await v.text(), new RegExp(`(^|\\D)${n}件`), `${chart}: ${n}`);
    }
    await v.open('/screen');
    await v.page.locator('svg[aria-labelledby^="owed-"] a').first().click();
    await v.arrived();
    assert.match(v.page.url(), /\/commitments\?/);
    await v.open('/screen');
    await v.page.locator('svg[aria-labelledby^="compare-"] a').first().click();
    await v.arrived();
    assert.match(v.page.url(), /\/shares\?/);

    // One sheet of A4 lying across.
    await v.open('/screen');
    await v.page.emulateMedia({ media: 'print' });
    const file = await v.page.pdf({ path: join(world.out, 'screen.pdf'), preferCSSPageSize: true });
    await v.page.emulateMedia({ media: 'screen' });
    const pages = file.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
    assert.equal(pages, 1, `printed on ${pages} sheets`);

    // Without script, and small enough for a phone.
    const bare = await world.visitor('gov_leader', { script: false, width: 360, height: 740 });
    let bytes = 0;
    bare.page.on('response', async (r) => { bytes += (await r.request().sizes().catch(() => ({ responseBodySize: 0 }))).responseBodySize; });
    bare.blind = true;
    await bare.open('/screen');
    assert.match(await bare.text(), /政府系统办理的建议/);
    assert.ok(bytes < 250 * 1024, `${bytes} bytes`);

    const back = await world.as('committee');
    await back.open('/screen?year=2023');
    assert.match(await back.text(), /376/);
    for (const [role, path, status] of [['special', '/screen', 200], ['gov_office', '/screen', 200], ['committee', '/screen?year=1999', 404], ['committee', '/screen?year=x', 404], ['unit', '/screen', 403], ['deputy', '/screen', 403]]) {
      const w = await world.as(role);
      w.blind = true;
      assert.equal(await w.status(path), status, `${role} ${path}`);
      w.blind = false;
    }
  },
};
