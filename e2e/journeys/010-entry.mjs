// Entry and account: a stranger is sent to sign-in, a wrong password is refused, and people get in without script, and out again; every role gets in later.
export default {
  name: 'entry, own account, and the way out',
  async run(world, assert) {
    const stranger = await world.visitor();
    await stranger.open('/notices');
    assert.match(stranger.page.url(), /\/sign-in\?next=/, 'a stranger is sent to sign-in');
    await stranger.fill('账号', 'unit');
    await stranger.fill('密码', 'wrong password');
    await stranger.press('登录', 'form.card');
    assert.match(await stranger.text(), /密码/, 'a wrong password is refused in words');
    assert.equal(await stranger.page.locator('#f-account').inputValue(), 'unit', 'what was typed is kept');
    await stranger.open('/no/such/page');
    assert.match(await stranger.text(), /没有找到/);
    await stranger.open('/public');
    for (const href of await stranger.links(/^\/public\//)) assert.equal(await stranger.status(href), 200, `what is listed as published can be read: ${href}`);
    await stranger.close();

    for (const role of ['deputy', 'committee_head']) {
      const v = await world.visitor(role, { script: false });
      assert.doesNotMatch(v.page.url(), /sign-in/, `${role} gets in without script`);
      await v.close();
    }

    const clerk = await world.visitor('unit');
    await clerk.follow('通知', 'header');
    await clerk.page.locator('header details.menu.right > summary').click();
    await clerk.follow('修改密码', 'header');
    await clerk.fill('原密码', 'x');
    await clerk.fill('新密码', '我们的工作是让代表满意');
    await clerk.page.getByLabel('再输一次新密码').fill('不一样');
    await clerk.press('修改密码');
    assert.match(await clerk.text(), /不一致/, 'two different passwords are refused beside the field');
    await clerk.open('/account/sessions');
    assert.match(await clerk.text(), /本机/);
    await clerk.open('/account/post');
    await clerk.page.locator('header details.menu.right > summary').click();
    await clerk.press('English', 'header');
    assert.equal(await clerk.page.locator('html').getAttribute('lang'), 'en');
    await clerk.page.locator('header details.menu.right > summary').click();
    await clerk.press('Sign out', 'header');
    assert.match(await clerk.text(), /signed out/i);
    await clerk.close();
  },
};
