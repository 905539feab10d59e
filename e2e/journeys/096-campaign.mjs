// The year as a campaign, and guidance at the source: what is refused, and what is out of the ordinary. The plays of the two cities go through the rest.
import { later, pdf } from '../lib/papers.mjs';

const first = async (v, name) => v.page.locator(`form.actform [name="${name}"] option`).nth(1).getAttribute('value');
const pick = async (v, list, n = 0) => v.page.locator(`#${list}-list option`).nth(n).getAttribute('value');
const begin = async (v, kind, act) => v.open(`/year/${kind}/begin/${act}`);
const here = (v) => new URL(v.page.url()).pathname;
const done = (v, assert) => assert.ok(!v.page.url().includes('/do/') && !v.page.url().includes('/begin/'), 'the act was refused');

export default {
  name: 'the year as a campaign, and what deputies are given to know',
  async run(world, assert) {
    const clerk = await world.as('committee');
    const head = await world.as('committee_head');
    const deputy = await world.as('deputy');
    const unit = await world.as('unit');
    const today = world.server.today;
    const refused = async (v, saying) => assert.match(await v.page.locator('.error-summary').innerText(), saying);

    // The finished year of the city is a campaign whose numbers are those that its cases have.
    await clerk.open('/year-work');
    await clerk.open('/year/campaign?session=all');
    await clerk.follow(/2023年“代表建议办理年”活动方案/, 'main');
    await clerk.follow('活动进展');
    const past = await clerk.text();
    for (const n of [/会上交办建议 359/, /重点督办建议 16/, /委室督办重点建议 52/, /优秀代表建议 20/, /先进单位 15/]) assert.match(past, n);
    await clerk.glance('campaign-2023', true);
    await clerk.follow(/委室督办重点建议 52/, 'main');
    assert.match(await clerk.text(), /52/);

    // A plan is drafted from a template, four levels answer for each item, another person adopts it.
    await begin(clerk, 'campaign', 'draft_campaign');
    await clerk.set({ aim: '推动办理提质增效。' });
    await clerk.send();
    await refused(clerk, /请填写/);
    assert.equal(await clerk.page.locator('[name=aim]').inputValue(), '推动办理提质增效。');
    await clerk.set({ title: '本年代表建议办理年活动方案', template: 'hengyang' });
    await clerk.send();
    done(clerk, assert);
    const plan = here(clerk);
    assert.match(await clerk.page.locator('main').textContent(), /还有事项没有落实四级责任/);
    await clerk.open(`${plan}/do/add_item`);
    await clerk.set({ title: '组织信息推送', what: 'push_sent', want: '0', from: today, to: later(today, 30) });
    await clerk.send();
    await refused(clerk, /请填写/);
    await clerk.set({ want: '1', to: later(today, -30) });
    await clerk.send();
    await refused(clerk, /不能早于开始日期/);
    await clerk.set({ to: later(today, 30) });
    await clerk.send();
    done(clerk, assert);
    await clerk.open(`${plan}/do/assign_item?part=1`);
    const leading = await first(clerk, 'chief');
    await clerk.set({ chief: leading, vice: leading, section: await first(clerk, 'section'), handler: await first(clerk, 'handler') });
    await clerk.page.locator('[name=handler]').evaluate((e, v) => { e.value = v; }, leading);
    await clerk.send();
    if (here(clerk).includes('/do/')) {
      await refused(clerk, /具体承办人不能同时是/);
      await clerk.set({ handler: await clerk.page.locator('[name=handler] option').evaluateAll((list, l) => list.map((o) => o.value).find((x) => x && x !== l), leading) });
      await clerk.send();
    }
    done(clerk, assert);
    await clerk.open(`${plan}/do/set_team`);
    const member = await first(clerk, 'team.0.member');
    await clerk.set({ 'team.0.member': member, 'team.0.team_role': 'member', 'team.0.duty': '汇总佐证' });
    await clerk.send();
    await refused(clerk, /一名组长/);
    await clerk.set({ 'team.0.team_role': 'head' });
    await clerk.send();
    done(clerk, assert);
    await clerk.open(plan);
    assert.match(await clerk.page.locator('main').textContent(), /还有事项没有落实四级责任/, 'it is not adopted before everybody is named');

    // Coverage is linked to suggestions or units, and only whoever may read it opens its file.
    for (const coverage of ['process', 'effect', 'honour']) {
      await begin(clerk, 'press', 'enter_press');
      await clerk.set({ title: `报道 ${coverage}`, medium: '邵衡日报', on: later(today, 5), coverage });
      await clerk.send();
      await refused(clerk, /不能晚于今天|所涉建议/);
      await clerk.set({ on: today, 'cases.0': await pick(clerk, 'f-cases'), link: 'ftp://x' });
      await clerk.send();
      await refused(clerk, /完整网址/);
      await clerk.set({ link: 'https://example.org/a', files: pdf('版面.pdf') });
      await clerk.send();
      done(clerk, assert);
    }
    const report = here(clerk);
    const file = (await clerk.links(/\/files\//))[0];
    assert.equal((await clerk.page.request.get(world.server.base + file)).status(), 200);
    assert.equal((await unit.page.request.get(world.server.base + file)).status(), 404);
    await clerk.open(report);
    await clerk.does('删去报道', { reason: '重复登记。' });
    await clerk.open(`${plan}/progress`);
    await clerk.glance('campaign-progress', true);
    assert.equal(await unit.status(`${plan}/progress`), 404);

    // Deputies of three levels inspect what was handled well.
    await begin(clerk, 'inspection', 'plan_inspection');
    await clerk.set({ title: '三级代表视察', on: today, place: '项目现场', 'cases.0': await pick(clerk, 'f-cases'), 'guests.0.guest_name': '向远山', 'guests.0.guest_level': 'national' });
    await clerk.send();
    done(clerk, assert);
    await clerk.act('登记视察情况');
    await clerk.set({ on: later(today, 3), findings: '已建成。' });
    await clerk.send();
    await refused(clerk, /不能晚于今天/);
    await clerk.set({ on: today, 'guests.1.guest_name': '柳静川', 'guests.1.guest_level': 'provincial', 'deputies.0': await pick(clerk, 'f-deputies') });
    await clerk.send();
    done(clerk, assert);
    assert.match(await clerk.text(), /全国[\s\S]*省[\s\S]*市/);

    // A training: announced to the deputies, its attendance taken from the sheet.
    await begin(clerk, 'training', 'draft_training');
    await clerk.set({ title: '代表小组专题培训', training_sort: 'special', training_way: 'group', aim: '怎样提好建议。', files: pdf('讲义.pdf') });
    await clerk.send();
    done(clerk, assert);
    const training = here(clerk);
    await clerk.act('安排课次');
    await clerk.set({ on: today, title: '选题与调研', place: '会议室' });
    await clerk.send();
    await clerk.does('通知代表');
    await clerk.open(`${training}/do/hold_lesson?part=1`);
    await clerk.set({ on: today, present_count: '99999' });
    await clerk.send();
    await refused(clerk, /不能多于通知的/);
    await clerk.set({ present_count: '30' });
    await clerk.send();
    done(clerk, assert);

    // A push: one person writes, another sends, deputies read, and the minutes are the server's.
    await begin(clerk, 'push', 'draft_push');
    await clerk.set({ title: '应知应会：一事一议', push_sort: 'must_know', push_ways: ['site', 'account'], body: '一件建议只提一件事。' });
    await clerk.send();
    done(clerk, assert);
    const push = here(clerk);
    assert.equal(await deputy.status(push), 404);
    await head.open(push);
    await head.does('推送');
    await deputy.open('/');
    assert.match(await deputy.text(), /待阅读\d+件/);
    await deputy.glance('workbench-reading', true);
    await deputy.open('/reading');
    await deputy.follow('应知应会：一事一议', 'main');
    await deputy.press('开始阅读');
    await deputy.press('读完');
    assert.match(await deputy.text(), /已读/);
    assert.equal(await deputy.status(`${push}/readers`), 404);
    // A topic becomes the deputy's own draft.
    await begin(clerk, 'topiclib', 'draft_topic');
    await clerk.set({ title: '关于夜间公交延时', background: '晚班职工出行不便。', angle: '线路、时段、补贴。', until: later(today, -1) });
    await clerk.send();
    await refused(clerk, /不能早于今天/);
    await clerk.set({ until: later(today, 90) });
    await clerk.send();
    done(clerk, assert);
    const topic = here(clerk);
    await clerk.does('发布选题');
    await deputy.open(topic);
    await deputy.does('选用此题');
    assert.match(await deputy.text(), /草稿在/);
    await deputy.open('/suggestions');
    assert.match(await deputy.text(), /关于夜间公交延时/);
    await clerk.open('/suggestions?q=%E5%A4%9C%E9%97%B4%E5%85%AC%E4%BA%A4%E5%BB%B6%E6%97%B6');
    assert.equal((await clerk.links(/^\/suggestions\/\d+$/)).length, 0, 'the committee does not see the draft');

    // Material before a session, and who has it; a periodical for everybody.
    await begin(clerk, 'briefing', 'plan_briefing');
    await clerk.set({ title: '会前资料', briefing_sort: 'material', on: later(today, 10), body: '报告汇编和数据。' });
    await clerk.send();
    done(clerk, assert);
    const briefing = here(clerk);
    await clerk.act('寄发资料');
    await clerk.send();
    await refused(clerk, /请填写/);
    await clerk.set({ files: { name: '假.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ not a paper') } });
    await clerk.send();
    assert.equal(await clerk.page.locator('.error-summary').count(), 1, 'a file that is not what it says');
    await clerk.set({ files: pdf('报告汇编.pdf') });
    await clerk.send();
    done(clerk, assert);
    await deputy.open(`${briefing}/read`);
    const paper = (await deputy.links(/\/files\//))[0];
    assert.equal((await deputy.page.request.get(world.server.base + paper)).status(), 200);
    assert.equal((await unit.page.request.get(world.server.base + paper)).status(), 404);
    await begin(clerk, 'periodical', 'order_periodical');
    await clerk.set({ title: '人民代表报', from: today, to: later(today, 300), copies: '3' });
    await clerk.send();
    await refused(clerk, /份数少于应发代表/);
    await clerk.set({ copies: '600' });
    await clerk.send();
    done(clerk, assert);

    // A leader reads the progress of the year; whoever is not of the congress finds nothing.
    const leader = await world.as('congress_leader');
    await leader.open(`${plan}/progress`);
    assert.match(await leader.text(), /活动11项/);
    assert.equal(await unit.status('/dossiers/1/progress'), 404);
  },
};
