// The committee's seldom acts: splitting, merging and parting again, letters, the author's withdrawal, evaluations on paper, a deputy's
// leave, the hand-over list and the hand-over meeting.
import { later, pdf } from '../lib/papers.mjs';

export default {
  name: 'the committee splits, merges, parts, turns into a letter, and hands over by list',
  async run(world, assert) {
    const v = await world.as('committee');
    await v.find('/suggestions?state=reviewing', '拆分');
    await v.act('拆分');
    await v.page.locator('[name="pieces.0.title"]').fill('关于另行解决第一项事宜的建议');
    await v.page.locator('[name="pieces.0.requests"]').first().check();
    await v.send();
    assert.match(await v.text(), /拆分/);

    const one = await v.find('/suggestions?state=pending', '并案');
    await v.act('并案');
    const into = await v.page.locator('datalist option').first().getAttribute('value');
    await v.set({ into, reason: '同一事项。' });
    await v.send();
    await v.open(one);
    assert.match(await v.text(), /并案/);
    await v.does('解除并案', { reason: '并非同一事项。' });

    await v.find('/suggestions?state=reviewing', '转为代表来信');
    await v.does('转为代表来信', { reasons: ['personal'], note: '属个人诉求，转信访办理。' });
    assert.match(await v.text(), /代表来信/);

    await v.open('/suggestions/new');
    await v.follow('涉密件存目', 'main');
    await v.set({ number: '密090', on: later(world.server.today, 5) });
    await v.send();
    assert.match(await v.text(), /日期不能晚于今天/, 'nothing is entered that has not come');
    await v.set({ on: world.server.today });
    await v.send();
    assert.match(await v.text(), /已存目[\s\S]*密090[\s\S]*（涉密件）[\s\S]*只存编号和日期/);
    await v.glance('case-secret', true);

    // what a deputy handed in on paper: typed, and submitted with its scan, which stands beside the text that is checked
    await v.open('/suggestions/new');
    const speaks = await v.page.locator('datalist option').first().getAttribute('value');
    await v.set({ title: '关于修缮村道桥梁的建议', kind: 'single', deputy: speaks, entered_how: 'paper' });
    await v.send();
    await v.set({ situation: '两座村道桥梁栏杆缺损。', 'requests.0': '年内修好两座桥的栏杆。', origin: 'visit', publish: 'full' });
    await v.press('提交', 'form.actform .buttons');
    await v.send();
    assert.match(await v.page.locator('#f-scan-wrong').innerText(), /请填写此项/, 'a suggestion on paper comes with its scan');
    await v.glance('act-submit-paper', true);
    await v.set({ scan: pdf('纸质建议（虚构示例）.pdf') });
    await v.send();
    assert.match(await v.text(), /纸质建议扫描件/);

    const deputy = await world.as('deputy');
    await deputy.find('/suggestions?session=all', '撤回建议');
    await deputy.does('撤回建议', { reason: '情况已经改变。' });
    assert.match(await deputy.text(), /撤回/);

    await v.open('/handover');
    await v.press('编制闭会期间清单');
    const list = new URL(v.page.url()).pathname;
    const ready = v.page.locator('input[name=case]');
    assert.ok(await ready.count(), 'there are cases with proposed units');
    await ready.first().check();
    await v.press('送审');
    await v.open(`${list}/print`);
    const head = await world.as('committee_head');
    await head.open(list);
    await head.press('审定并交办');
    assert.match(await head.text(), /已交办|已审定/);

    // the hand-over meeting: who came and what was said stand on its list
    await v.open('/handover');
    await v.press('编制交办会清单');
    const meeting = new URL(v.page.url()).pathname;
    await v.page.locator('input[name=case]').first().check();
    await v.press('保存清单');
    await v.press('送审');
    await head.open(meeting);
    await head.press('审定并交办');
    await v.open(meeting);
    await v.page.locator('[name=attendance]').fill('市政府办公室和42个承办单位，到会61人。');
    await v.press('登记交办会');
    await v.page.locator('.error-summary').waitFor();
    assert.match(await v.page.locator('[name=attendance]').inputValue(), /到会61人/, 'what was typed stays when the minutes are missing');
    await v.page.locator('[name=minutes]').fill('三个月内答复，2月底前完成签收。');
    await v.press('登记交办会');
    await v.open(meeting);
    assert.match(await v.text(), /到会61人[\s\S]*2月底前完成签收/);
    await v.open(`${meeting}/print`);

    // an evaluation on paper: entered by one, confirmed by another; and a deputy's leave, which stops the time for evaluating
    const waiting = [];
    await v.open('/suggestions?session=all&state=replied');
    for (const href of (await v.links(/^\/suggestions\/\d+$/)).slice(0, 12)) {
      await v.open(href);
      const words = await v.text();
      const author = words.match(/提出人\s+(\S+?)（/)?.[1];
      if (author && /代表个人/.test(words) && !/可修改|代录待核/.test(words) && (await v.offers()).includes('代录评价')) waiting.push([href, author]);
    }
    assert.ok(waiting.length > 1, 'answers wait for their only authors');
    const [[rated], [paused, author]] = waiting;
    await v.open(rated);
    await v.act('代录评价');
    await v.set({ attitude: 'satisfied', result: 'basically', on: world.server.today });
    await v.send();
    assert.match(await v.page.locator('#f-scan-wrong').innerText(), /请填写此项/, 'a paper comes with its scan');
    await v.set({ scan: pdf('纸质评价（虚构示例）.pdf') });
    await v.send();
    assert.ok(!(await v.offers()).includes('核对通过'), 'whoever entered it does not confirm it');
    await head.open(rated);
    await head.act('核对通过');
    assert.match(await head.text(), /基本满意[\s\S]*请对照扫描件/, 'the second person sees what was entered and its scan');
    await head.glance('act-confirm-paper', true);
    await head.send();
    assert.match(await head.text(), /评价通过|已评价|办结|跟踪落实/);

    const admin = await world.visitor('admin');
    const standing = async (words) => {
      await admin.open('/admin/people?role=deputy&name=' + encodeURIComponent(author));
      await admin.page.locator('main table a').first().click();
      await admin.arrived();
      await admin.follow('查看', 'main');
      await admin.follow('变更代表资格状态', 'main');
      if (await admin.page.locator('select[name=mandate]').count()) await admin.page.locator('select[name=mandate]').selectOption({ label: words });
      else await admin.page.getByLabel(words, { exact: true }).check();
      await admin.page.locator('[name=why]').fill('外出学习');
      await admin.press('变更代表资格状态');
    };
    await standing('请假、外出');
    await v.open(paused);
    assert.match(await v.text(), /请假、外出[\s\S]*评价期限暂停计算/);
    await v.glance('case-paused', true);
    await v.open('/suggestions?session=all&task=away');
    assert.ok((await v.links(/^\/suggestions\/\d+$/)).includes(paused), 'it waits for the committee');
    await standing('履职');
    await v.open(paused);
    assert.doesNotMatch(await v.text(), /评价期限暂停计算/);
    await admin.close();
  },
};
