// A secret vote from its list to the public page and the letter, on screen and on paper, refusals included; then the round in which a lead
// deputy rates the units.
const nameIn = async (v) => v.page.locator('header.brand').innerText();

/** labelOf finds how lists of people write this visitor. */
async function labelOf(labels, v) {
  const head = await nameIn(v);
  const found = labels.filter((l) => head.includes(l.replace(/（.*$/, '').trim()));
  if (!found.length) throw new Error(`nobody in the list is ${head}`);
  return found[0];
}

/** tooLate closes a vote while a member's ballot lies open: it is refused at the last look and at the box, and is not counted. */
async function tooLate(world, assert, clerk, head, members) {
  await clerk.begin('vote', 'prepare_vote');
  await clerk.set({ title: '市财政局建议办理工作测评', on: world.server.today, vote_rule: 'cast', 'units.0': '邵衡市财政局' }); // the members of the last vote are filled in
  await clerk.send();
  await clerk.done('编制测评');
  const vote = clerk.here();
  await head.open(vote);
  await head.act('开启投票');
  for (const box of await head.page.locator('[name=present]').all()) await box.check();
  await head.send();
  const ballot = vote.replace('/dossiers/', '/votes/') + '/ballot';
  const marked = async (v) => {
    await v.open(ballot);
    await v.page.locator('[name="line.1"][value=satisfied]').check();
  };
  for (const m of members.slice(0, 2)) {
    await marked(m);
    await m.press('核对所选');
    await m.press('提交选票');
    assert.match(await m.text(), /您的票已收到/);
  }
  const late = members[2];
  const second = await late.window(); // one window at the last look, one that has only marked
  await marked(late);
  await late.press('核对所选');
  await marked(second);
  await clerk.open(vote);
  await clerk.does('结束投票并计票');
  for (const [v, button] of [[late, '提交选票'], [second, '核对所选']]) {
    const [answer] = await Promise.all([v.page.waitForResponse((r) => r.request().method() === 'POST'), v.press(button)]);
    assert.equal(answer.status(), 409, 'the vote is over');
    assert.match(await v.text(), /投票已经结束/);
    assert.equal(await v.page.locator('button[value=cast], button[value=check]').count(), 0, 'nothing can be sent any more');
  }
  await late.page.screenshot({ path: `${world.out}/ballot-too-late.png`, fullPage: true });
  await clerk.open(vote);
  assert.match(await clerk.text(), /测评结果[\s\S]*邵衡市财政局[^\n]*\s2\s/, 'two ballots are counted');
}

export default {
  name: 'members vote in secret, on screen and on paper; the result is announced, published and sent; deputies rate the units',
  async run(world, assert) {
    const clerk = await world.as('committee');
    const head = await world.as('committee_head');
    const members = [await world.as('deputy'), await world.as('cosigner'), await world.as('congress_leader')];

    // Prepared by one
    await clerk.open('/year-work');
    await clerk.open('/year/vote');
    assert.match(await clerk.text(), /重点建议办理情况满意度测评/);
    await clerk.follow('编制测评', 'main');
    const labels = await clerk.page.locator('datalist#f-members-list option').evaluateAll((l) => l.map((o) => o.value));
    assert.ok(labels.length > 30, 'deputies and leaders are offered');
    const kept = await clerk.page.locator('[name^="members."]').evaluateAll((l) => l.map((i) => [i.name, i.value]));
    assert.ok(kept.filter(([, value]) => value).length >= 30, 'the members of the last vote are filled in');
    const three = [];
    for (const m of members) { await m.open('/year-work'); three.push(await labelOf(labels, m)); }
    const rows = Object.fromEntries(kept.map(([name], i) => [name, three[i] ?? '']));
    await clerk.set({ title: '承办单位办理工作测评', on: '2031-03-01', vote_rule: 'cast', ...rows });
    await clerk.send();
    assert.match(await clerk.text(), /测评事项/, 'a vote on nothing is refused');
    await clerk.set({ all_keys: 'yes', 'units.0': '没有这个单位' });
    await clerk.send();
    assert.match(await clerk.text(), /没有这个单位|单位/);
    await clerk.set({ 'units.0': '邵衡市财政局' });
    await clerk.send();
    const vote = new URL(clerk.page.url()).pathname;
    assert.match(vote, /^\/dossiers\/\d+$/, 'the vote is prepared');
    assert.match(await clerk.text(), /邵衡市财政局/);
    assert.ok(!(await clerk.offers()).some((t) => t.includes('开启投票')), 'whoever prepared it does not open it');
    assert.match(await clerk.page.locator('details.not').textContent(), /须由另一人开启投票/);
    assert.equal(await members[0].status(vote), 404, 'members see no prepared vote');

    // Opened by another, with a quorum
    await head.open(vote);
    await head.act('开启投票');
    await head.page.locator('[name=present]').first().check();
    await head.send();
    assert.match(await head.text(), /须有2人以上到会/);
    for (const box of await head.page.locator('[name=present]').all()) await box.check();
    await head.send();
    assert.match(await head.text(), /投票中/);
    assert.equal(await head.status(`${vote}/do/open_vote`), 200);
    assert.match(await head.text(), /现在不能办理/, 'it cannot be opened twice');

    // A member on a telephone, without script
    const ballot = vote.replace('/dossiers/', '/votes/') + '/ballot';
    const phone = await world.visitor('cosigner', { script: false, width: 360, height: 740 });
    await phone.open('/year-work');
    assert.match(await phone.text(), /投票/);
    await phone.open(vote);
    await phone.act('进入投票');
    assert.equal(new URL(phone.page.url()).pathname, ballot);
    await phone.page.locator('[name="line.1"][value=satisfied]').check();
    await phone.press('核对所选');
    assert.match(await phone.text(), /未选择，视为弃权/);
    await phone.page.screenshot({ path: `${world.out}/ballot-check-phone.png`, fullPage: true });
    await phone.press('返回修改');
    assert.ok(await phone.page.locator('[name="line.1"][value=satisfied]').isChecked(), 'what was marked is kept');
    await phone.page.locator('[name="line.2"][value=basically]').check();
    await phone.press('核对所选');
    await phone.press('提交选票');
    assert.match(await phone.text(), /您的票已收到/);
    assert.ok(!phone.page.url().includes('satisfied'), 'no mark stands in an address');
    await phone.open(ballot);
    assert.match(await phone.text(), /您的票已收到/);
    await phone.close();

    // A member with the keyboard alone
    const deputy = members[0];
    await deputy.open(ballot);
    await deputy.page.locator('[name="line.1"][value=satisfied]').focus();
    await deputy.page.keyboard.press('Space');
    await deputy.page.keyboard.press('ArrowDown');
    assert.ok(await deputy.page.locator('[name="line.1"][value=basically]').isChecked(), 'arrows choose');
    await deputy.page.locator('button[value=check]').focus();
    await deputy.page.keyboard.press('Enter');
    await deputy.page.waitForSelector('button[value=cast]');
    await deputy.page.locator('button[value=cast]').focus();
    await deputy.page.keyboard.press('Enter');
    await deputy.page.getByText('您的票已收到').waitFor();
    await deputy.open('/year-work');
    const waits = await deputy.page.locator('main table').first().innerText().catch(() => '');
    assert.ok(!waits.includes('承办单位办理工作测评'), 'it no longer waits for who has voted');

    // The third member takes a paper, counted by two people
    await clerk.open(vote);
    await clerk.follow('投票情况和纸质票', 'main');
    assert.match(await clerk.text(), /未投1人/);
    await clerk.press('发纸质票');
    await clerk.glance('papers-out', true);
    await members[2].open(ballot);
    assert.match(await members[2].text(), /请用纸质票投票/);
    await clerk.open(vote);
    await clerk.does('结束投票并计票').catch(() => {});
    assert.match(await clerk.text(), /还没有录入/, 'a paper handed out must be counted');
    const papers = vote.replace('/dossiers/', '/votes/') + '/papers';
    await clerk.open(papers);
    await clerk.follow('第一次录入', 'main');
    await clerk.set({ papers: '5', 'line.1.satisfied': '1' });
    await clerk.send();
    assert.match(await clerk.text(), /多于到会3人/);
    await clerk.set({ papers: '1', 'line.1.satisfied': '1', 'line.2.basically': '1' });
    await clerk.send();
    assert.match(await clerk.text(), /待另一人复核/);
    await head.open(papers);
    await head.follow('复核录入', 'main');
    await head.set({ papers: '1', 'line.1.satisfied': '1', 'line.2.not_satisfied': '1' });
    await head.send();
    assert.match(await head.text(), /第一次1，这次0/, 'the difference is named');
    await head.set({ 'line.2.not_satisfied': '', 'line.2.basically': '1' });
    await head.send();
    assert.match(await head.text(), /两次录入一致/);

    // Closed, announced, published
    await clerk.open(vote);
    await clerk.does('结束投票并计票');
    assert.match(await clerk.text(), /测评结果/);
    assert.match(await clerk.text(), /已计票/);
    await members[2].open(ballot);
    assert.match(await members[2].text(), /您的票已收到|投票已经结束/);
    await members[2].open(vote);
    await deputy.open(vote);
    assert.ok(!/测评结果/.test(await deputy.text()), 'a member sees no marks before they are announced');
    await head.open(vote);
    await head.does('登记宣布结果', { announced_on: world.server.today, meeting: '市人大常委会会议' });
    const anybody = await world.visitor();
    const page = vote.replace('/dossiers/', '/public/shaoheng/');
    assert.equal(await anybody.status(page), 404, 'announced is not published');
    await head.open(vote);
    await head.does('公告结果');
    await anybody.open('/public/shaoheng');
    await anybody.follow('承办单位办理工作测评', 'main');
    assert.equal(new URL(anybody.page.url()).pathname, page);
    assert.match(await anybody.text(), /邵衡市财政局/);
    await anybody.page.emulateMedia({ media: 'print' });
    await anybody.page.screenshot({ path: `${world.out}/public-print.png`, fullPage: true });
    await anybody.page.emulateMedia({ media: 'screen' });

    // To the organisation department
    const personnel = await world.as('org_dept');
    assert.equal(await personnel.status(vote), 404, 'not before the letter');
    await clerk.open(vote);
    await clerk.does('送组织部门', { letter_no: '邵衡人联函〔2031〕1号', letter_text: '请作为考核参考。' });
    await personnel.open('/year-work');
    await personnel.open(vote);
    assert.equal((await personnel.offers()).length, 0, 'it reads and does nothing');
    await personnel.follow('打印函件', 'main');
    assert.match(await personnel.text(), /邵衡人联函〔2031〕1号/);

    // Taken back
    await head.open(vote);
    await head.does('撤下公告', { reason: '更正文字。' });
    assert.equal(await anybody.status(page), 410);
    assert.match(await anybody.text('body'), /已撤下/);
    await anybody.close();

    await tooLate(world, assert, clerk, head, members);

    // The round
    await clerk.open('/year/round');
    await clerk.follow('承办单位建议办理工作满意度测评', 'main');
    const round = new URL(clerk.page.url()).pathname;
    assert.match(await clerk.text(), /测评中/);
    const unit = await world.as('unit');
    assert.equal(await unit.status(round), 404, 'a unit sees nothing of an open round');
    await deputy.open(round);
    await deputy.act('填写评价');
    const sheet = deputy.page.locator('form.actform');
    await deputy.press('提交评价');
    assert.match(await deputy.text(), /请至少评价一个单位|请说明理由|已保存/);
    await sheet.locator('[name$=".attitude"][value=satisfied]').first().check();
    await sheet.locator('[name$=".result"][value=not_satisfied]').first().check();
    await deputy.press('提交评价');
    assert.match(await deputy.text(), /请说明理由/);
    await sheet.locator('textarea').first().fill('承诺的时间没有落实。');
    await deputy.press('提交评价');
    assert.match(await deputy.text(), /评价已保存/);
    await clerk.open(round);
    await clerk.does('结束并汇总');
    assert.match(await clerk.text(), /各单位评价/);
    assert.equal(await unit.status(round), 404, 'nor before the report');
    await clerk.does('通报结果', { report: '总体较好。' });
    await clerk.glance('round-reported', true);
  },
};
