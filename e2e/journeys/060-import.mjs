// Import: the committee downloads the template, uploads it unfilled, and reads in words why there is nothing to import.
export default {
  name: 'a workbook is checked before anything is written',
  async run(world, assert) {
    const clerk = await world.visitor('committee');
    await clerk.open('/import');
    const [download] = await Promise.all([clerk.page.waitForEvent('download'), clerk.page.locator('main a[href="/import/template"]').click()]);
    const file = await download.path();
    await clerk.page.setInputFiles('#f-file', { name: 'import.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: (await import('node:fs')).readFileSync(file) });
    await clerk.press('上传并检查');
    assert.match(clerk.page.url(), /\/import\/[^/]+$/, 'the upload leads to what was found');
    assert.match(await clerk.text(), /没有可导入的行/, 'an empty template is said to be empty');
    assert.doesNotMatch(await clerk.text(), /全部导入/, 'nothing can be confirmed');
    await clerk.follow('换一个文件');
    await clerk.press('上传并检查');
    assert.match(await clerk.text(), /必须|请|不能为空/, 'no file is refused beside the field');
    await clerk.close();

    const unit = await world.visitor('unit');
    await unit.open('/import');
    assert.doesNotMatch(await unit.text(), /上传并检查/, 'a unit may not import');
    await unit.close();
  },
};
