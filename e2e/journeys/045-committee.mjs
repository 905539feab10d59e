// The committee's seldom acts: splitting, merging and parting again, letters, the author's withdrawal, and the hand-over list.
export default {
  name: 'the committee splits, merges, parts, turns into a letter, and hands over by list',
  async run(world, assert) {
    const v = await world.as('committee');
    await v.find('/suggestions?state=reviewing', '拆分');
    await v.act('拆分');
    await v.page.locator('[name="pieces.0.title"]').fill('关于另行解决第一项事宜的建议');
    await v.page.locator('[name="pieces.0.requests"]').first().check();
    await v.send();
    assert.match(await v.text(), /拆分/);

    const one = await v.find('/suggestions?state=pending', '并案');
    await v.act('并案');
    const into = await v.page.locator('datalist option').first().getAttribute('value');
    await v.set({ into, reason: '同一事项。' });
    await v.send();
    await v.open(one);
    assert.match(await v.text(), /并案/);
    await v.does('解除并案', { reason: '并非同一事项。' });

    await v.find('/suggestions?state=reviewing', '转为代表来信');
    await v.does('转为代表来信', { reasons: ['personal'], note: '属个人诉求，转信访办理。' });
    assert.match(await v.text(), /代表来信/);

    const deputy = await world.as('deputy');
    await deputy.find('/suggestions?session=all', '撤回建议');
    await deputy.does('撤回建议', { reason: '情况已经改变。' });
    assert.match(await deputy.text(), /撤回/);

    await v.open('/handover');
    await v.press('编制闭会期间清单');
    const list = new URL(v.page.url()).pathname;
    const ready = v.page.locator('input[name=case]');
    assert.ok(await ready.count(), 'there are cases with proposed units');
    await ready.first().check();
    await v.press('保存清单');
    await v.press('送审');
    await v.open(`${list}/print`);
    const head = await world.as('committee_head');
    await head.open(list);
    await head.press('审定并交办');
    assert.match(await head.text(), /已交办|已审定/);
  },
};
