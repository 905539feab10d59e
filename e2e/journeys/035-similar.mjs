// Suggestions on the same matter: named beside a draft and again after it was saved, in the page while it is checked, and to who merges.
export default {
  name: 'similar suggestions are named beside a draft, while checking, and at the side',
  async run(world, assert) {
    const found = /都提到：/;
    // finds the first suggestion of a list beside which a page names similar ones; the texts are read within the first minute of the program
    const first = async (v, list, rest = '/similar') => {
      for (let n = 0; n < 30; n++) {
        await v.open(list);
        for (const href of (await v.links(/^\/suggestions\/\d+$/)).slice(0, 12)) {
          await v.open(href + rest);
          if (found.test(await v.text())) return href;
        }
      }
      return null;
    };

    let v = await world.as('deputy');
    const draft = await first(v, '/suggestions?state=draft&session=all');
    assert.ok(draft, 'one of the drafts is like an own earlier one');
    assert.match(await v.text(), /可能相似，仅供参考[\s\S]*都提到：/);
    await v.open(`${draft}/write`);
    const beside = v.page.locator('.beside .similar');
    assert.match(await beside.innerText(), /\d{4}年 第\S+号[\s\S]*都提到：/, 'it stands beside the form as the page comes');
    const title = await v.page.locator('[name=title]').inputValue();
    const top = () => v.page.locator('[name=situation]').evaluate((f) => f.getBoundingClientRect().top + scrollY);
    const was = { top: await top(), said: await beside.innerText() };
    for (const name of ['situation', 'analysis', 'requests.0', 'requests.1']) {
      const field = v.page.locator(`[name="${name}"]`);
      if (await field.count()) await field.fill('');
    }
    await v.page.locator('[name=title]').fill('关于增设母婴室的建议');
    await v.page.waitForFunction((said) => document.querySelector('.beside .similar').innerText !== said, was.said);
    assert.doesNotMatch(await beside.innerText(), new RegExp('本人曾提'), 'another matter has no earlier one');
    assert.equal(await top(), was.top, 'the form stays where it is');
    await v.page.locator('[name=title]').fill(title);
    await v.page.waitForFunction(() => /都提到：/.test(document.querySelector('.beside .similar').innerText));

    v = await world.as('county');
    assert.ok(await first(v, '/suggestions?task=check&session=all', ''), 'the county reads it in the page that it checks');
    v = await world.as('committee');
    const checked = await first(v, '/suggestions?state=reviewing&session=all', '');
    assert.ok(checked, 'so does the committee');
    await v.open(`${checked}/do/merge`);
    assert.match(await v.text(), /同一会次可能相似的建议/);

    v = await world.as('unit');
    const handled = await first(v, '/suggestions?state=handling');
    assert.ok(handled, 'a unit finds the similar ones that it handles');
    await v.open(handled);
    const side = v.page.locator('.aside .similar');
    await side.scrollIntoViewIfNeeded();
    await v.page.waitForFunction(() => /都提到：/.test(document.querySelector('.aside .similar')?.innerText ?? ''));
  },
};
