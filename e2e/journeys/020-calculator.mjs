// Anybody may ask when something is due, and is told why.
export default {
  name: 'the calculator answers with a date and its reasons',
  async run(world, assert) {
    const anybody = await world.visitor(undefined, { script: false });
    await anybody.open('/sign-in');
    await anybody.follow('期限推算', 'main');
    await anybody.fill('起算日', '2026-02-03');
    await anybody.page.locator('[name=term]').fill('3m');
    await anybody.press('推算');
    assert.match(await anybody.text(), /2026年5月6日/);
    assert.match(await anybody.text(), /劳动节/);
    await anybody.close();
  },
};
