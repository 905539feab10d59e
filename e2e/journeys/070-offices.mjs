// The three administrators: who is who, who may enter, what was done. Each sees its own and no case.
export default {
  name: 'administrator, security officer and auditor do their own work',
  async run(world, assert) {
    const admin = await world.as('admin');
    for (const page of ['orgs', 'people', 'sessions', 'categories', 'packs', 'calendar']) {
      await admin.open(`/admin/${page}`);
      const records = await admin.links(/^\/admin\/\w+\/[^/]+$/);
      if (!records.length) continue;
      await admin.open(records[0]);
      const acts = await admin.links(/^\/admin\/\w+\/[^/]+\/\w+$/);
      if (acts.length) await admin.open(acts[0]);
    }
    assert.ok(world.seen.has('/admin/{kind}/{id}/{do}'), 'the administrator found something to do');

    const security = await world.as('security');
    await security.open('/security/accounts');
    const accounts = await security.links(/^\/security\/accounts\/\d+$/);
    assert.ok(accounts.length, 'accounts are listed');
    await security.open(accounts[0]);
    await security.open('/security/accounts/new');
    await security.open('/security/settings');

    const auditor = await world.as('auditor');
    for (const page of ['/audit/log', '/audit/security', '/audit/verify']) await auditor.open(page);
    await auditor.page.locator('main form button').first().click();
    await auditor.arrived();
    await auditor.open('/audit/security');
    assert.match(await auditor.text(), /登录/, 'signing in was kept');
  },
};
