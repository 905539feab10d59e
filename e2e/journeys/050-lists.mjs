// Lists: narrowed, saved under a name, urged together, exported; the year; what a person is told; what is printed.
export default {
  name: 'lists are narrowed, saved, urged and exported; figures open their lists; papers print',
  async run(world, assert) {
    const v = await world.as('committee');
    await v.open('/suggestions?state=handling');
    await v.page.locator('details.filters summary').first().click();
    await v.page.locator('details.filters [name=unit]').selectOption({ label: await v.page.locator('details.filters [name=unit] option').nth(1).innerText() });
    await v.press('按此筛选', 'details.filters');
    assert.match(v.page.url(), /unit=\d+/);
    await v.open('/suggestions?state=handling');
    await v.page.getByText('保存、管理常用列表').click();
    await v.page.locator('#f-name').fill('办理中');
    await v.page.locator('form[action="/views"] button').click();
    await v.arrived();
    assert.match(await v.text(), /已保存为“办理中”/);
    await v.page.getByText('保存、管理常用列表').click();
    await v.page.locator('button[value=delete]').first().click();
    await v.arrived();
    assert.match(await v.text(), /常用列表已删除/);

    await v.open('/suggestions?state=handling');
    await v.page.locator('tbody input[type=checkbox]').first().check();
    await v.page.locator('tbody input[type=checkbox]').nth(1).check();
    await v.press('催办');
    assert.match(await v.text(), /共2件/);
    await v.follow('返回列表', 'main');
    for (const list of ['/suggestions?state=handling', '/commitments']) {
      await v.open(list);
      const [file] = await Promise.all([v.page.waitForEvent('download'), v.page.getByRole('link', { name: '导出表格' }).click()]);
      assert.match(file.suggestedFilename(), /\.xlsx$/);
    }

    // what earlier years still owe is a list of its own
    await v.open('/commitments?view=last_year');
    const [owed] = await v.links(/^\/suggestions\/\d+#promise-/);
    await v.open(owed);
    assert.match(await v.text(), /承诺/);

    await v.open('/suggestions/print?state=reviewing');
    await v.open('/search?q=' + encodeURIComponent('电梯'));
    await v.open('/');
    await v.follow('统计', 'nav.rail');
    const figure = v.page.locator('main table a').first();
    const n = (await figure.innerText()).match(/\d+/)[0];
    await figure.click();
    await v.arrived();
    assert.match(await v.text(), new RegExp(`${n}件`), 'a number opens the list of as many');


    // Figures of every population open a list of as many; a figure breaks down into groups whose numbers do too.
    const opens = async (href, count) => { await v.open(href); assert.match(await v.text(), new RegExp(`(建议|承办任务|承诺)${count}(件次|件|项)`), href); };
    await v.open('/years');
    for (const list of ['/suggestions?', '/shares?', '/commitments?']) {
      const link = v.page.locator(`#rates a[href^="${list}"]`).filter({ hasNotText: /^0$/ }).first();
      await opens(await link.getAttribute('href'), await link.innerText());
      await v.open('/years');
    }
    assert.match(await v.text('#effect'), /效果满意率/);
    await v.follow('签收率', '#rates');
    assert.match(await v.text('h1'), /按承办单位/);
    await v.follow('类目', 'nav.views');
    assert.match(await v.text('h1'), /签收率：按类目/);
    await v.page.locator('main select[name=of]').selectOption({ label: '解决和计划解决率' });
    await v.press('查看');
    const first = v.page.locator('main .sheetwrap tbody tr').first();
    await opens(await first.locator('a').first().getAttribute('href'), await first.locator('a').first().innerText());
    await v.open('/shares?timing=late');
    await v.page.locator('details.filters summary').first().click();
    await v.page.locator('details.filters [name=category]').selectOption({ index: 1 });
    await v.press('按此筛选', 'details.filters');
    assert.match(v.page.url(), /timing=late/, 'a narrowed list stays narrow');

    // On a phone a figure is a line, not a card.
    const small = await world.visitor('committee', { width: 360, height: 740 });
    await small.open('/years');
    const heights = await small.page.locator('.brief tbody tr').evaluateAll((rows) => rows.map((r) => r.getBoundingClientRect().height));
    assert.ok(heights.length > 20 && Math.max(...heights) < 64, `figures of ${Math.max(...heights)} px`);

    const deputy = await world.as('deputy');
    await deputy.open('/notices');
    if (await deputy.page.getByRole('button', { name: /全部标为已看/ }).count()) await deputy.press(/全部标为已看/);
    assert.equal(await deputy.page.getByRole('button', { name: /全部标为已看/ }).count(), 0);

    await v.open('/suggestions?state=closed');
    await v.open((await v.links(/^\/suggestions\/\d+$/))[0]);
    const papers = await v.links(/\/print\//);
    assert.ok(papers.length, 'a closed case has papers');
    for (const href of papers) { await v.open(href); assert.ok(await v.page.locator('article').count(), href); }
  },
};
