// The whole life of one suggestion, from the first word to the promise kept, each step by the person whose step it is.
import { later, pdf } from '../lib/papers.mjs';

const title = '关于为老旧小区加装电梯补助资金的建议';

export default {
  name: 'one suggestion from the first word to the promise kept',
  async run(world, assert) {
    const at = async (role) => { const v = await world.as(role); await v.open(world.life); return v; };
    const says = async (v, words, why) => assert.match(await v.text(), words, why);

    // writing and co-signing
    let v = await world.as('deputy');
    await v.open('/suggestions/new');
    await v.set({ title });
    await v.send();
    world.life = new URL(v.page.url()).pathname.replace(/\/write$/, '');
    await v.set({ situation: '全市2005年以前建成的小区有612个，多数没有电梯。', analysis: '居民出资意愿不一，补助标准多年未调整。', 'requests.0': '希望有关部门高度重视。' });
    await v.send();
    await says(v, /第1条只是希望重视/, 'the coach says of what has been saved what it lacks');
    await v.set({ 'requests.0': '提高每台电梯的补助标准。' });
    await v.page.locator('[data-hints]', { hasText: '没有数量、时间或者看得见的结果' }).waitFor();
    assert.doesNotMatch(await v.text(), /第1条只是希望重视/, 'and, while one goes on writing, what it still lacks');
    await v.send();
    await v.set({ 'requests.1': '简化加装审批手续。', origin: 'research', publish: 'full' });
    await v.send();
    await says(v, /草稿已保存/);
    await v.press('添加附件');
    await v.set({ file: pdf('调研照片.pdf') });
    await v.send();
    await says(v, /调研照片\.pdf/);
    await v.press('邀请联名');
    const second = await world.as('cosigner');
    await second.open('/account/post');
    const name = (await second.page.locator('header details.menu.right > summary').innerText()).trim();
    const pick = await v.page.locator(`datalist option[value^="${name}"]`).first().getAttribute('value');
    await v.set({ 'deputies.0': pick, until: later(world.server.today, 5) });
    await v.send();
    v = await at('cosigner');
    await v.does('确认联名');
    v = await at('deputy');
    await says(v, new RegExp(name));
    await v.act('提交');
    await says(v, /612个/, 'what is handed in is shown before it is handed in');
    await says(v, /提交前请核对/, 'with what the coach remarks, which keeps from nothing');
    await v.send();
    await says(v, /已提交/);

    // checking
    v = await at('county');
    await says(v, /机器提示/, 'the county reads what the coach remarks');
    await v.does('初审通过', {});
    v = await at('committee');
    await v.page.getByRole('link', { name: '据此退回修改' }).first().click();
    await v.arrived();
    assert.ok(await v.page.locator('[name=reasons][value=unclear_facts]').isChecked(), 'a hint leads to its reason for return');
    await v.set({ reasons: ['unclear_facts'], 'marks.0': '居民出资意愿不一', note: '请写明现行补助标准。' });
    await v.send();
    v = await at('deputy');
    await says(v, /请写明现行补助标准/);
    await v.open(`${world.life}/write`);
    await v.set({ analysis: '居民出资意愿不一，现行补助标准为每台8万元，2016年以来未调整。' });
    await v.press('提交', 'form.actform .buttons');
    await v.send();
    v = await at('county');
    if ((await v.offers()).includes('初审通过')) await v.does('初审通过');
    v = await at('committee');
    await v.open(`${world.life}/versions/1`);
    assert.match(await v.page.locator('article ins').allInnerTexts().then((l) => l.join('')), /8万元/, 'what was added is marked');
    await v.open(world.life);
    if ((await v.offers()).includes('开始审核')) await v.does('开始审核');
    await v.act('受理立案');
    await v.set({ number: '0901', category: { index: 1 } });
    await v.send();
    await says(v, /0901/);

    // hand-over
    await v.act('拟定承办单位');
    await v.set({ 'shares.0.unit': { label: '邵衡市卫生健康委员会' }, 'shares.0.role': 'lead', 'shares.1.unit': { label: '邵衡市财政局' }, 'shares.1.role': 'co' });
    await v.send();
    assert.ok(!(await v.offers()).includes('交办'), 'whoever proposed does not hand over');
    v = await at('committee_head');
    await v.act('交办');
    await says(v, /财政局/);
    await v.send();

    // the units
    v = await at('unit');
    await v.act('签收');
    await says(v, /已签收/);
    await v.does('制定办理方案', { plan: '由基层卫生科调研后会同财政局提出方案。', 'people.0.name': '周峰' });
    await v.does('登记联系', { phase: 'before', way: 'phone', on: world.server.today, who: '邓向泉', rank: 'section', text: '电话听取代表意见。' });
    v = await at('finance');
    await v.act('签收');
    await v.does('提交会办意见', { text: '拟由市县两级按比例分担，列入下年预算。' });
    v = await at('deputy');
    await v.act('确认属实');
    await reply(v, at, assert, says, world, '邵卫函〔2026〕90号');

    // not satisfied, and a second reply
    v = await at('deputy');
    await v.does('评价', { attitude: 'satisfied', result: 'not_satisfied', reasons: '没有说明何时落实。' });
    await v.does('确定评价');
    v = await at('committee_head');
    await v.act('重新办理');
    await fillRest(v);
    await v.send();
    await reply(v, at, assert, says, world, '邵卫函〔2026〕123号', true);
    v = await at('deputy');
    await v.does('评价', { attitude: 'satisfied', result: 'satisfied' });
    await v.does('确定评价');
    await says(v, /跟踪落实/);

    // the promise
    for (let n = 0; n < 3; n++) {
      v = await at('unit');
      if (!(await v.offers()).some((t) => t.startsWith('申报完成'))) break;
      if (!n) await v.does('登记进展', { text: '补助标准已报市政府常务会议。', percent: '60' });
      await v.does('申报完成', { on: world.server.today, evidence: '邵政办发〔2026〕12号已印发。' });
      v = await at('deputy');
      await v.does('评价落实情况', { rating: 'satisfied' });
      v = await at('committee');
      await v.act('核实销号');
      await fillRest(v);
      await v.send();
    }
    await says(await at('deputy'), /办结/);
    await (await at('committee')).glance('case-closed');
  },
};

/** reply is one round of drafting, review and issue inside the unit. */
async function reply(v, at, assert, says, world, number, again) {
  v = await at('unit');
  if (!again) await v.glance('case-handling');
  await v.act('起草答复');
  await v.set({ opening: '感谢您对老旧小区改造的关心。', 'answers.0': '拟将补助标准提高到每台12万元。', class: 'B' });
  await v.send();
  v = await at('unit');
  await v.act('继续拟稿');
  await v.press('送审', 'form.actform .buttons');
  assert.equal(await v.page.locator('form.actform .buttons button').count(), 0, 'an incomplete reply cannot be sent for review');
  await says(v, /承诺/);
  v = await at('unit');
  await v.act('继续拟稿');
  assert.equal(await v.page.locator('[name="answers.0"]').inputValue(), '拟将补助标准提高到每台12万元。', 'what was typed is kept');
  await v.set({ 'promises.0.words': '修订补助办法', 'promises.0.due': '2020-01-01' });
  await v.send();
  await v.page.locator('.error-summary a[href*="promises"]').first().waitFor();
  assert.equal(await v.page.locator('[name="promises.0.words"]').inputValue(), '修订补助办法', 'a refused form keeps what was typed');
  await v.set({
    'answers.1': '加装审批由七个环节减为三个。', 'promises.0.due': later(world.server.today, 120), 'promises.0.result': '印发新的补助办法',
    'promises.0.owner': '周峰', opinions: '采纳财政局会办意见。', contact: '邓向泉', phone: '0739-5000000', publish: 'full',
  });
  await v.send();
  v = await at('unit');
  await v.does('送审');
  v = await at('unit_head');
  await v.does('审核通过');
  await v.does('签发', { number });
  v = await at('deputy');
  await says(v, /每台12万元/);
  await says(v, new RegExp(number));
}

/** fillRest fills what a form asks and nobody has filled: the first choice, or a sentence. */
async function fillRest(v) {
  for (const box of await v.page.locator('form.actform textarea').all()) if (!(await box.inputValue())) await box.fill('经联工委研究决定。');
}
