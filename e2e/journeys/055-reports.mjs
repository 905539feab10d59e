// Reports of the year: asked for, read, refused for a day that has no record, taken as Word and Excel files; papers of a case too.
export default {
  name: 'reports are made for a day, open their lists, and leave as files',
  async run(world, assert) {
    const v = await world.as('committee');
    await v.open('/');
    await v.follow('报告', 'nav.rail');
    assert.match(await v.text(), /进度通报[\s\S]*年度代表建议工作情况/);
    const kinds = await v.links(/^\/reports\/\w+$/);
    assert.equal(kinds.length, 8);
    for (const href of kinds) {
      await v.open(href);
      assert.match(await v.text('article.official'), /统计截至/, href);
    }

    await v.open('/reports/year');
    const figure = v.page.locator('article.official p a[href^="/suggestions"]').first();
    const n = (await figure.innerText()).match(/\d+/)[0];
    await figure.click();
    await v.arrived();
    assert.match(await v.text(), new RegExp(`${n}件`), 'a figure opens the list of as many');

    await v.open('/forms');
    assert.match(await v.text(), /代表评价\d+份/);

    await v.open('/years/2026/by/unit?of=contact_deputies');
    assert.match(await v.text(), /各项相加可能大于合计/, 'a deputy may stand under several units, and the page says so');
    const deputies = v.page.locator('main table a[href^="/deputies"]').first();
    const persons = (await deputies.innerText()).match(/\d+/)[0];
    await deputies.click();
    await v.arrived();
    assert.match(await v.text(), new RegExp(`领衔代表${persons}人`), 'a number of persons opens the list of as many');

    await v.open('/reports/year');
    const work = v.page.locator('article.official p a[href^="/reports/works"]').first();
    const done = (await work.innerText()).match(/\d+/)[0];
    await work.click();
    await v.arrived();
    assert.match(await v.text(), new RegExp(`共${done}项`), 'what was done beside the suggestions opens the list of as many');
    assert.equal(await v.page.locator('main tbody tr').count(), Number(done));
    assert.ok((await v.links(/^\/dossiers\/\d+$/)).length > 0, 'and each leads to its dossier');

    await v.open('/reports/year');
    await v.page.locator('[name=cut_off]').fill('2019-12-31');
    await v.press('生成报告');
    assert.match(await v.text(), /才有记录/);
    assert.equal(await v.page.locator('[name=cut_off]').inputValue(), '2019-12-31', 'what was typed stays');

    const day = new Date(Date.parse(world.server.today) - 86_400_000).toISOString().slice(0, 10);
    await v.page.locator('[name=cut_off]').fill(day);
    await v.press('生成报告');
    const before = await v.text('article.official');
    await v.page.locator('article.official p a[href^="/reports/cases"]').first().click();
    await v.arrived();
    assert.match(v.page.url(), /\/reports\/cases\?/);
    await v.open(`/reports/year?cut_off=${day}`);
    await v.page.locator('article.official p a[href^="/reports/works"]').first().click();
    await v.arrived();
    assert.match(v.page.url(), /\/reports\/works\?.*cut_off=/);
    await v.open(`/reports/year?cut_off=${day}`);
    assert.equal(await v.text('article.official'), before, 'the same day gives the same report');

    for (const [name, file] of [['下载Word文件', /\.docx$/], ['下载Excel表格', /\.xlsx$/]]) {
      const [got] = await Promise.all([v.page.waitForEvent('download'), v.page.getByRole('link', { name }).click()]);
      assert.match(got.suggestedFilename(), file);
    }

    await v.open('/suggestions?state=closed');
    await v.open((await v.links(/^\/suggestions\/\d+$/))[0]);
    await v.open((await v.links(/\/print\/reply/))[0]);
    const [letter] = await Promise.all([v.page.waitForEvent('download'), v.page.getByRole('link', { name: '下载Word文件' }).click()]);
    assert.match(letter.suggestedFilename(), /^答复函.*\.docx$/);

    for (const [role, path, status] of [['special', '/reports/special', 200], ['special', '/reports/year', 403], ['gov_office', '/reports/government', 200], ['unit', '/reports', 403]]) {
      const w = await world.as(role);
      w.blind = true;
      assert.equal(await w.status(path), status, `${role} ${path}`);
      w.blind = false;
    }
  },
};
