// Corrections: what an imported or archived year says wrongly is mended by two people, told with the old and the new entry, and nobody else can.
export default {
  name: 'an archived suggestion is corrected by a second person',
  async run(world, assert) {
    const clerk = await world.as('committee');
    const head = await world.as('committee_head');
    const one = await clerk.find('/suggestions?session=all&state=archived', '提出更正');
    await clerk.act('提出更正');
    await clerk.follow('答复类别', 'nav.tabs');
    await clerk.set({ why: '' });
    await clerk.send();
    await clerk.page.locator('.error-summary').waitFor();
    assert.match(await clerk.text(), /答复类别：请填写此项/, 'a class must be chosen');
    const was = (await clerk.text()).match(/更正前\s+(\S)类/)[1];
    const right = was === 'C' ? 'A' : 'C';
    await clerk.set({ class: was, why: '答复函与登记不符。' });
    await clerk.send();
    await clerk.page.locator('.error-summary').waitFor();
    assert.match(await clerk.text(), /与现有记录相同/);
    assert.equal(await clerk.page.locator('[name=why]').inputValue(), '答复函与登记不符。', 'what was typed stays');
    await clerk.set({ class: right });
    await clerk.send();
    await clerk.done('propose_correction');
    assert.ok(!(await clerk.offers()).some((t) => t.trim() === '核准更正'), 'whoever proposed does not approve');

    await clerk.open(`${one}/do/propose_correction?part=0&field=submitted_on`);
    await clerk.set({ to: '2099-01-01', why: '登记簿日期。' });
    await clerk.send();
    await clerk.page.locator('.error-summary').waitFor();
    assert.match(await clerk.page.locator('.error-summary').innerText(), /正确的提交日期/, 'the day is complained of beside its field');

    await head.open(one);
    await head.act('核准更正');
    assert.match(await head.text(), new RegExp(`更正前\\s+${was}类[\\s\\S]*更正为\\s+${right}类`), 'both are before whoever decides');
    await head.send();
    await head.done('correct');
    assert.match(await head.text(), new RegExp(`答复类别由“${was}类”改为“${right}类”`), 'the record tells both');
    await clerk.open(one);
    assert.match(await clerk.text(), /更正记录/);

    const unit = await world.as('unit');
    await unit.open('/suggestions?session=all&state=archived');
    const [own] = await unit.links(/^\/suggestions\/\d+$/);
    if (own) {
      await unit.open(own);
      assert.ok(!(await unit.offers()).some((t) => /更正/.test(t)), 'no unit corrects the record');
      assert.doesNotMatch(await unit.text(), /更正记录/, 'nor reads who corrected it');
    }
  },
};
