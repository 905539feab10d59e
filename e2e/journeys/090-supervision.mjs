// Supervision, role by role: who supervises what, a key item with its plan and a visit on the spot, an instruction tracked to its answer, a topic
// shared with a county, a bulletin, a special inquiry whose promises go into the ledger, an opinion reported back, an agenda that is followed.
export default {
  name: 'supervision: key items, topics, bulletins, inquiries, opinions, agendas',
  async run(world, assert) {
    const clerk = await world.as('committee');
    const head = await world.as('committee_head');
    const special = await world.as('special');
    const leader = await world.as('congress_leader');
    const gov = await world.as('gov_office');
    const unit = await world.as('unit');
    const day = (n) => new Date(Date.parse(`${world.server.today}T00:00:00Z`) + n * 864e5).toISOString().slice(0, 10);

    // Who supervises what; every number opens its list.
    await clerk.open('/year-work');
    await clerk.follow('督办分工', 'main');
    assert.match(await clerk.text(), /首次评价不满意/);
    assert.equal(await clerk.page.locator('main td.num', { hasNotText: /\d/ }).count(), 0, 'every leader and committee has its numbers');
    await clerk.page.locator('main tr', { hasText: '主任会议已确定' }).locator('a').first().click();
    await clerk.arrived();
    assert.match(clerk.page.url(), /\/suggestions\?/);
    assert.equal(await unit.status('/year-work/division'), 403);
    assert.equal(await unit.status('/leader-desk'), 403);

    // The leader reads everything on one page and instructs.
    await leader.open('/leader-desk');
    assert.match(await leader.text(), /批示待落实/);
    await leader.page.locator('main a.btn', { hasText: '批示' }).first().click();
    await leader.arrived();
    await leader.set({ text: '请一周内拿出时间表。', due: '2020-01-01' });
    await leader.send();
    assert.match(await leader.page.locator('[name=text]').inputValue(), /请一周内拿出时间表/, 'what was typed is kept');
    assert.ok(await leader.page.locator('.error-summary').count(), 'a day that is over is refused');
    await leader.set({ due: day(12) });
    await leader.send();
    assert.match(await leader.text(), /请一周内拿出时间表/);
    const key = new URL(leader.page.url()).pathname;

    // The item shows what belongs to it: the topic and the visit on the spot; the case names what is about it.
    await special.open(key);
    assert.match(await special.text(), /重点建议现场见面会/);
    assert.match(await special.text(), /乡镇卫生院服务能力建设专项监督/);
    const [about] = await special.links(/^\/suggestions\/\d+$/);
    await special.open(about);
    assert.match(await special.text('#dossiers'), /督办/);

    // Before the chairman's meeting decides, the units concerned are heard: the paper for it says who has answered and who has not.
    const finance = await world.as('finance');
    await clerk.open('/year-work/key-list');
    assert.match(await clerk.text(), /提请主任会议审议[\s\S]*市卫生健康委：同意[\s\S]*市财政局：.*前反馈/);
    await finance.open('/year/key');
    await finance.follow(/关于/, 'main table');
    const proposed = new URL(finance.page.url()).pathname;
    assert.doesNotMatch(await finance.text('main table >> nth=0'), /市卫生健康委员会/, 'a unit reads its own view alone');
    await head.open(proposed);
    assert.match(await head.page.locator('main').textContent(), /征求的意见还没有收齐/);
    await finance.follow('反馈意见', 'main table');
    await finance.set({ view_stand: 'adjust' });
    await finance.send();
    assert.ok(await finance.page.locator('.error-summary').count(), 'whoever wants changes says which');
    await finance.set({ view: '请一并明确资金渠道。' });
    await finance.send();
    await head.open(proposed);
    await head.does('登记主任会议决定', { meeting_on: day(-1), meeting: '市人大常委会第四十次主任会议' });
    assert.match(await head.text(), /已确定，待订督办方案[\s\S]*请一并明确资金渠道/);
    await clerk.open('/year-work/key-list');
    assert.match(await clerk.text(), /共0项/);

    // A visit of a deputies' group: without the group it is refused beside the field.
    await clerk.open('/year/visit');
    await clerk.follow('安排督办活动', 'main');
    const unitName = await clerk.page.locator('#unit-list option, datalist option').first().getAttribute('value');
    await clerk.set({ title: '第一小组主题活动', form: 'group', on: day(9), unit: unitName });
    await clerk.send();
    assert.match(await clerk.text('.error-summary'), /代表小组/);
    const group = await clerk.page.locator('select[name=group] option').nth(1).getAttribute('value');
    await clerk.set({ group });
    await clerk.send();
    assert.match(await clerk.text(), /代表小组活动/);

    // A topic: proposed by the special committee, adopted by the head, offered to a county.
    await special.open('/year/topic');
    await special.follow('提出专项监督课题', 'main');
    const county = await special.page.locator('select[name="lower.0.body"] option').nth(1).getAttribute('value');
    const own = await special.page.locator('select[name=special] option').nth(1).getAttribute('value');
    const year = Number(world.server.today.slice(0, 4));
    await special.set({ title: '农村饮水安全专项监督', from_year: String(year + 1), to_year: String(year), special: own, aim: '三年见效。', 'lower.0.body': county, 'lower.0.asked': '同题监督。' });
    await special.send();
    assert.match(await special.text('.error-summary'), /结束年度/);
    await special.set({ from_year: String(year), to_year: String(year + 2) });
    await special.send();
    const topic = new URL(special.page.url()).pathname;
    await head.open(topic);
    await head.does('审定课题');
    assert.match(await head.text(), /已邀请/);

    // A bulletin: figures of the cut-off day, issued by a second person, answered by a lagging unit, published.
    await clerk.open('/year/bulletin');
    await clerk.follow('起草通报', 'main');
    await clerk.set({ title: '办理进展通报', cut_off: '2020-01-01', text: '现将办理情况通报如下。' });
    await clerk.send();
    assert.match(await clerk.text('.error-summary'), /没有数据/);
    await clerk.set({ cut_off: day(-1), order: '有超期件的立即整改。', fix_by: day(10) });
    await clerk.send();
    assert.match(await clerk.text(), /答复率/);
    const bulletin = new URL(clerk.page.url()).pathname;
    assert.ok(!(await clerk.offers()).some((t) => t.includes('签发')), 'the clerk does not issue');
    await head.open(bulletin);
    await head.does('签发通报', { number: '第9期' });
    await head.does('公布通报');
    const anybody = await world.visitor();
    await anybody.open('/public');
    await anybody.follow('办理进展通报', 'main');
    assert.match(await anybody.text(), /各单位情况/);
    assert.doesNotMatch(await anybody.text(), /拟稿人|签发人/);
    await anybody.close();

    // A special inquiry: planned, called by a second person, held, asked, answered; promises go into the ledger.
    const named = async (v) => v.page.locator('datalist option').first().getAttribute('value');
    await clerk.open('/year/inquiry');
    await clerk.follow('拟定专题询问', 'main');
        const department = await named(clerk);
    await clerk.set({ title: '医保和交通专题询问', meeting: '常委会会议', on: day(-1), 'units.0': department });
    await clerk.send();
    const inquiry = new URL(clerk.page.url()).pathname;
    await head.open(inquiry);
    await head.does('审定并通知');
    await clerk.open(inquiry);
    await clerk.does('登记询问会议', { on: day(-1), present: '30' });
    await clerk.does('登记提问', { asked_by: '某委员', unit: department, question: '参保率怎么提高？' });
    await clerk.page.locator('main table a', { hasText: '登记应询' }).first().click();
    await clerk.arrived();
    await clerk.set({ answered_by: '主要负责人', answer: '上门代办。', 'pledges.0.words': '六十日内完成', 'pledges.0.result': '参保率达标', 'pledges.0.due': '2020-12-31' });
    await clerk.send();
    assert.match(await clerk.text('.error-summary'), /完成期限/);
    await clerk.set({ 'pledges.0.due': day(60) });
    await clerk.send();
    assert.match(await clerk.text(), /待落实/);
    assert.ok(!(await clerk.offers()).some((t) => t.includes('结束专题询问')), 'not while a promise is open');
    await clerk.glance('inquiry', true);

    // The finished inquiry of 2023: six departments, all promises kept.
    await clerk.open('/year/inquiry?session=all&state=concluded');
    await clerk.follow('代表建议办理工作专题询问', 'main');
    assert.match(await clerk.text(), /雨污分流/);
    await clerk.glance('inquiry-2023', true);

    // An opinion goes to the government and comes back.
    await clerk.open('/year/deliberation');
    await clerk.follow('起草审议意见', 'main');
    const of = await clerk.page.locator('select[name=inquiry] option', { hasText: '医保和交通专题询问' }).getAttribute('value');
    await clerk.set({ title: '审议意见', meeting: '常委会会议', inquiry: of, text: '逐项列出时间表。' });
    await clerk.send();
    const opinion = new URL(clerk.page.url()).pathname;
    await head.open(opinion);
    await head.does('转交审议意见', { number: '9号', due: day(30) });
    await gov.open(opinion);
    await gov.does('报告研究处理情况', { report: '时间表附后。' });
    await clerk.open(opinion);
    await clerk.does('退回重新处理', { reason: '没有责任人。', due: day(20) });
    assert.equal(await unit.status(opinion), 404);

    // An agenda: drafted, fixed by a second person, held; one item is followed.
    await clerk.open('/year/agenda');
    await clerk.follow('拟定议程', 'main');
    const reporter = await clerk.page.locator('select[name="items.0.reporter"] option').nth(1).getAttribute('value');
    await clerk.set({ title: '主任会议', meeting_body: 'chairmen', on: day(-1) });
    await clerk.send();
    assert.match(await clerk.text('.error-summary'), /议题/);
    await clerk.set({ 'items.0.item': '重点建议督办情况的报告', 'items.0.reporter': reporter });
    await clerk.send();
    const agenda = new URL(clerk.page.url()).pathname;
    await head.open(agenda);
    await head.does('审定议程');
    await clerk.open(agenda);
    await clerk.does('登记会议', { on: day(-1), present: '9' });
    await clerk.page.locator('main table a', { hasText: '登记意见并交办' }).first().click();
    await clerk.arrived();
    await clerk.set({ heard: '进度偏慢。', opinion: '逐件列出时间表。', follower: reporter, due: day(15) });
    await clerk.send();
    assert.match(await clerk.text(), /逐件列出时间表/);
    await clerk.glance('agenda', true);
  },
};
