// Three people keep the installation: one gives posts, one makes accounts, one reads the logs. None of them sees a suggestion.
export default {
  name: 'the three administrators do their work and nobody else\'s',
  async run(world, assert) {
    const admin = await world.visitor('admin');
    assert.match(admin.page.url(), /\/admin\/orgs$/);
    await admin.follow('增加机构', 'main');
    await admin.fill('名称', '市数据资源局');
    await admin.fill('代码', 'shujuziyuan');
    await admin.choose('机构性质', 'department');
    await admin.press('增加机构');
    assert.match(await admin.text(), /机构已增加/);
    await admin.follow('机构更名', 'main');
    await admin.fill('名称', '市数据局');
    await admin.press('机构更名');
    assert.match(await admin.text(), /市数据资源局（至/);
    await admin.follow('撤销或合并', 'main');
    await admin.page.getByLabel('岗位终止').check();
    await admin.fill('依据文件', '某办发〔2026〕1号');
    await admin.press('下一步');
    assert.match(await admin.text(), /没有未归档建议/);
    await admin.press('撤销机构');
    assert.match(await admin.text(), /已撤销/);

    await admin.open('/admin/people');
    await admin.follow('增加人员', 'main');
    await admin.fill('姓名', '新到任');
    await admin.press('增加人员');
    await admin.follow('设岗', 'main');
    await admin.page.locator('[name=org]').selectOption({ index: 3 });
    await admin.choose('岗位', 'org_dept');
    await admin.press('设岗');
    assert.match(await admin.text(), /岗位已设/);
    await admin.follow('查看', 'main');
    for (const path of ['/admin/sessions', '/admin/categories', '/admin/packs', '/admin/calendar']) await admin.open(path);
    await admin.open('/admin/packs');
    await admin.page.locator('main table a').first().click();
    await admin.arrived();
    assert.equal((await admin.page.request.get(`${world.server.base}/suggestions`)).status(), 403);

    const security = await world.visitor('security');
    await security.follow('开设账号', 'main');
    await security.page.locator('main form[method=post] [name=role]').selectOption('org_dept');
    await security.press('开设并生成密码条');
    await security.press('显示并打印');
    assert.match(await security.text(), /新到任/);
    await security.page.reload();
    assert.match(await security.text(), /新到任/, 'a reload loses no slip');
    const slips = security.page.url();
    await security.press('已打印，销毁');
    assert.match(await security.text(), /密码条已销毁/);
    assert.equal((await security.page.request.get(slips)).status(), 404, 'what was printed is shown nobody');
    await security.open('/security/accounts?text=auditor');
    await security.page.locator('main table a').first().click();
    await security.arrived();
    await security.open('/security/settings');
    assert.equal((await security.page.request.get(`${world.server.base}/admin/orgs`)).status(), 403);

    const auditor = await world.visitor('auditor');
    await auditor.open('/audit/log?action=rename_org');
    assert.match(await auditor.text(), /日志1条/);
    await auditor.open('/audit/security?action=account_created');
    await auditor.open('/audit/verify');
    await auditor.press('立即校验');
    assert.match(await auditor.text(), /校验通过/);
    assert.equal((await auditor.page.request.get(`${world.server.base}/security/accounts`)).status(), 403);
    for (const v of [admin, security, auditor]) await v.close();
  },
};
