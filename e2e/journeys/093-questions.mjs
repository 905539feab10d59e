// What the committee learns about the handling: the four questions, contradictions, a survey by a third party with one-time links, the four
// looks, the found lists, the look back of a unit, and the report on promises. Refusals included.
import { later } from '../lib/papers.mjs';

export default {
  name: 'the four questions, a survey, the found lists and the look back',
  async run(world, assert) {
    const today = world.server.today;
    const clerk = await world.as('committee');
    const head = await world.as('committee_head');
    const says = async (v, words, why) => assert.match(await v.text(), words, why);

    // the chapter of the year's work
    await clerk.open('/year-work');
    await says(clerk, /四问表/);
    await says(clerk, /清单列入件/);

    // the four questions of one suggestion, side by side
    await clerk.open('/year/question');
    await clerk.open((await clerk.links(/^\/dossiers\/\d+$/))[0]);
    const one = (await clerk.links(/^\/suggestions\/\d+$/))[0];
    await clerk.open(`${one}/questions`);
    for (const w of ['一问', '二问', '三问', '四问']) await says(clerk, new RegExp(w));
    await clerk.glance('questions', true);
    const unit = await world.as('unit');
    assert.equal(await unit.status(`${one}/questions`), 403, 'a unit does not read what the deputy told the committee');

    // asking again: whoever asked one question asks no other; what cannot be is refused beside the field, what was typed stays
    await clerk.press('登记再次征询');
    await says(clerk, /四问须由不同的人分别进行/);
    await head.open(`${one}/questions`);
    await head.press('登记再次征询');
    await head.set({ way: 'phone', saw_form: 'yes', on: later(today, 5), attitude: 'satisfied', result: 'not_satisfied' });
    await head.send();
    assert.ok(await head.page.locator('.error-summary').count(), 'a day to come, and no reason, are refused');
    assert.equal(await head.page.locator('[name=on]').inputValue(), later(today, 5), 'what was typed is kept');
    await head.set({ on: today, comment: '承诺的护栏还没有装。' });
    await head.send();
    await says(head, /承诺的护栏还没有装/);
    await head.open(`${one}/questions`);
    await says(head, /核查任务/, 'the contradiction has opened a review');
    await head.follow(/列入/, 'main');
    assert.ok(!(await head.offers()).includes('书面说明'), 'who asked does not explain the contradiction away');
    await head.open('/year/review?state=open');
    for (const href of await head.links(/^\/dossiers\/\d+$/)) {
      await head.open(href);
      if ((await head.offers()).includes('书面说明')) break;
    }
    await head.does('书面说明', { text: '再次征询时护栏尚在招标，月底安装。' });
    await says(head, /已说明/);

    // a county asks for the committee
    await clerk.open('/year/question');
    const sheets = await clerk.links(/^\/dossiers\/\d+$/);
    await clerk.open(sheets[1]);
    await clerk.act('委托县市区人大征询');
    const county = clerk.page.locator('form.actform select[name=county] option').nth(1);
    await clerk.set({ county: await county.getAttribute('value'), county_due: later(today, -3) });
    await clerk.send();
    assert.ok(await clerk.page.locator('.error-summary').count(), 'a day that is over');
    await clerk.set({ county_due: later(today, 20) });
    await clerk.send();
    const v = await world.as('county');
    await v.open('/year/question');
    const mine = await v.links(/^\/dossiers\/\d+$/);
    if (mine.length) {
      await v.open(mine[0]);
      await v.does('登记再次征询', { way: 'county', on: today, attitude: 'satisfied', result: 'satisfied' });
    }

    // the year in four rows, each number with its list
    await clerk.open('/year-work');
    await clerk.follow('四问年度情况');
    await says(clerk, /一问[\s\S]*二问[\s\S]*三问[\s\S]*四问/);
    const cell = clerk.page.locator('main table a[href^="/questions/form/all"]').first();
    const n = (await cell.innerText()).trim();
    await cell.click();
    await clerk.arrived();
    await says(clerk, new RegExp(`共${n}件`));

    // the found lists
    await head.open('/found');
    await says(head, /当年能解决而未解决/);
    await head.glance('found', true);
    await head.open('/year/found?state=found&session=all');
    const entry = (await head.links(/^\/dossiers\/\d+$/))[0];
    await clerk.open(entry);
    await says(clerk, /列入的事实/);
    await clerk.act('提议撤出');
    await clerk.send();
    assert.ok(await clerk.page.locator('.error-summary').count(), 'without a reason nothing is released');
    await clerk.set({ reason: '已与代表沟通，代表同意明年办理。' });
    await clerk.send();
    assert.ok(!(await clerk.offers()).includes('审定撤出'), 'whoever asks does not release');
    await head.open(entry);
    await head.does('不予撤出', { reason: '没有书面意见。' });
    await head.act('回炉办理');
    await head.set({ order: '与代表见面后重新答复。', until: later(today, 300) });
    await head.send();
    assert.ok(await head.page.locator('.error-summary').count(), 'later than the rules allow');
    await head.set({ until: later(today, 20) });
    await head.send();
    await says(head, /回炉办理中/);
    assert.equal(await clerk.status('/year/found/begin/find_case'), 404, 'nobody can type an entry');

    // a letter counts once a second person has checked it
    await clerk.open('/year/circumstance/begin/enter_circumstance');
    const number = (await clerk.page.locator('datalist option').first().getAttribute('value'));
    await clerk.set({ title: '居民来信', what: 'press', on: today, source: '市信访局', 'cases.0': number, people: '4' });
    await clerk.send();
    assert.ok(await clerk.page.locator('.error-summary').count(), 'people belong to letters');
    await clerk.set({ what: 'letter' });
    await clerk.send();
    const letter = new URL(clerk.page.url()).pathname;
    assert.ok(!(await clerk.offers()).includes('核对计入'), 'not by whoever entered it');
    await head.open(letter);
    await head.act('核对计入');
    if (await head.page.locator('form.actform').count()) await head.send();
    await says(head, /已核对计入/);

    // the four looks and the counties
    await clerk.open('/looks');
    await says(clerk, /办复率/);
    await clerk.glance('looks', true);
    await clerk.open((await clerk.links(/^\/looks\/\d+\/look_met/))[0]);
    await says(clerk, /计入的/);
    await unit.open('/looks');
    assert.equal(await unit.page.locator('main tbody tr').count(), 1, 'a unit sees its own card');
    await clerk.open('/county-checks');
    await clerk.open((await clerk.links(/^\/county-checks\/\d+\/check_checked/))[0]);
    await says(clerk, /计入的/);

    // the survey: planned by one, drawn by another, answered without sign-in, once
    await clerk.open('/year/survey/begin/plan_survey');
    const firm = await clerk.page.locator('form.actform select[name=firm] option').nth(1).getAttribute('value');
    await clerk.set({ title: '年末第三方评价', firm, about: 'all', seed: '邵衡年末', by: ['class'], size: '100000' });
    await clerk.send();
    assert.ok(await clerk.page.locator('.error-summary').count(), 'more than can be drawn');
    await clerk.set({ size: '6' });
    await clerk.send();
    const survey = new URL(clerk.page.url()).pathname;
    assert.ok(!(await clerk.offers()).includes('抽样'), 'who plans does not draw');
    await clerk.act('调整各层件数');
    const first = clerk.page.locator('form.actform [name="layers.0.take"]');
    const was = await first.inputValue();
    await first.fill('9999');
    await clerk.send();
    assert.ok(await clerk.page.locator('.error-summary').count(), 'a sample larger than its stratum');
    await first.fill(was);
    await clerk.send();
    await head.open(survey);
    await head.act('抽样');
    if (await head.page.locator('form.actform').count()) await head.send();
    await head.act('开始调查');
    await head.set({ until: later(today, 15) });
    await head.page.locator('form.actform .buttons button.btn-primary').click();
    await head.page.waitForLoadState('load');
    const link = (await head.links(/^\/answer\//))[0];
    await says(head, /只在本页显示一次/);
    const anybody = await world.visitor(null, { width: 390, height: 800 });
    await anybody.open(link);
    await anybody.glance('answer');
    await anybody.send();
    assert.ok(await anybody.page.locator('.error-summary').count(), 'an empty answer');
    await anybody.set({ attitude: 'satisfied', result: 'basically', comment: '基本解决。' });
    await anybody.send();
    await says(anybody, /作答|已收到/);
    assert.equal(await anybody.page.locator('form.actform').count(), 0, 'a link is answered once');
    assert.equal(await anybody.status('/answer/AAAAAAAAAAAAAAAAAAAAAA'), 404, 'a made-up link');
    await anybody.close();
    const surveyor = await world.as('surveyor');
    await surveyor.open(`${survey}/sheet`);
    await surveyor.glance('phone-sheet', true);
    assert.equal(await surveyor.status(`${survey}/results`), 403, 'the third party does not read the results here');
    await surveyor.open(`${survey}/sheet`);
    await surveyor.follow('登记电话访问', 'main');
    await surveyor.set({ on: today, attitude: 'satisfied', result: 'satisfied' });
    await surveyor.send();
    await head.open(survey);
    await head.act('结束调查');
    if (await head.page.locator('form.actform').count()) await head.send();
    await head.open(`${survey}/results`);
    await says(head, /个百分点/);
    await head.glance('survey-results', true);

    // the look back of a unit
    await unit.open('/year/lookback');
    const back = (await unit.links(/^\/dossiers\/\d+$/))[0];
    await unit.open(back);
    await unit.glance('lookback', true);
    const bosses = await world.as('unit_head');
    await bosses.open(back);
    assert.ok(!(await bosses.offers()).some((t) => t.trim() === '确认具备评议条件' ) || /有未了问题/.test(await bosses.text()), 'open points block the mark');
    await unit.open((await unit.links(/\/do\/check_point\?part=/)).at(-1));
    await unit.set({ process: 'to_mend', reply: 'in_order', result: 'in_order' });
    await unit.send();
    assert.ok(await unit.page.locator('.error-summary').count(), 'what is to be mended must be said, and the record is held against it');

    // the report on promises
    await clerk.open('/commitments/report');
    await says(clerk, /承诺/);
    await clerk.glance('promise-report', true);
  },
};
