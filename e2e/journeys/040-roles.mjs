// Every post sees its own workbench and everything that its navigation leads to, and does one thing that is its own.
export default {
  name: 'every post has its workbench, its pages and one act of its own',
  async run(world, assert) {
    for (const role of Object.keys(world.server.accounts)) {
      const v = await world.as(role);
      await v.open('/');
      assert.ok((await v.text()).length > 20, `${role} is told something on the first page`);
      for (const href of await v.links(/^\//, 'nav.rail')) {
        await v.open(href);
        assert.equal(await v.page.locator('h1').count(), 1, `${role} ${href} has one heading`);
        assert.equal(await v.page.locator('html').evaluate(() => performance.getEntriesByType('navigation')[0].responseStatus), 200, `${role} ${href}`);
      }
    }

    const author = await world.as('deputy');
    await author.open('/');
    await author.glance('readme', true); // the picture of the README: make screenshot

    // a delegation's aide writes for a deputy
    const aide = await world.as('delegation');
    await aide.open('/suggestions/new');
    const pick = await aide.page.locator('datalist option[value*="洛溪"]').first().getAttribute('value');
    await aide.set({ title: '关于修复县道路灯的建议', deputy: pick });
    await aide.send();
    assert.match(aide.page.url(), /\/write$/);
    await aide.open(new URL(aide.page.url()).pathname.replace('/write', ''));
    await aide.does('删除草稿');

    // leaders instruct, the government's office passes on, a special committee urges
    for (const [role, list, act, values] of [
      ['congress_leader', '/suggestions?session=all&state=handling', '批示', { text: '请抓紧办理。' }],
      ['gov_leader', '/suggestions?session=all&state=handling', '批示', { text: '请市政府督查室跟踪。' }],
      ['special', '/suggestions?state=handling', '催办', { text: '请按期答复代表。' }],
    ]) {
      const v = await world.as(role);
      await v.find(list, act);
      await v.does(act, values);
      assert.match(await v.text(), new RegExp(values.text), `${role} reads the own words`);
    }

    // what a leader instructed is reported on, sent back, reported again and closed; the committee passes on what concerns a unit
    const unit = await world.as('unit');
    const owed = '/suggestions?session=all&task=instruction';
    const boss = await world.as('congress_leader');
    await unit.find(owed, '反馈批示落实情况');
    const told = unit.here();
    await unit.does('反馈批示落实情况', { text: '已到现场，正在研究。' });
    await boss.open('/leader-desk');
    assert.match(await boss.text(), /我的批示[^]*已到现场，正在研究。/, 'the leader reads what came back');
    await boss.open(told);
    await boss.does('退回再落实', { reason: '请写明何时办结。' });
    await unit.open(told);
    assert.match(await unit.text(), /请写明何时办结。/);
    await unit.does('反馈批示落实情况', { text: '六月底前办结。' });
    await boss.open(told);
    await boss.does('阅结', { note: '已阅。' });
    assert.match(await boss.text(), /已阅结/);
    const office = await world.as('committee');
    await office.find(owed, '批示转办');
    await office.does('批示转办', { unit: { index: 1 } });
    assert.match(await office.text(), /批示转办/);
    await boss.open('/suggestions?session=all&instruction=any');
    assert.match(await boss.text(), /有领导批示须反馈/);

    const gov = await world.as('gov_office');
    await gov.find('/suggestions?session=all', '分办');
    await gov.does('分办', { 'shares.0.unit': { label: '邵衡市财政局' }, 'shares.0.role': 'sole' });
    for (const role of ['surveyor', 'org_dept']) { // see no suggestion: the year's work is where they begin
      const someone = await world.as(role);
      assert.equal(await someone.status('/suggestions'), 403);
      await someone.open('/');
      assert.match(someone.page.url(), /\/year-work$/);
    }
  },
};
