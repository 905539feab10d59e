// What was good is honoured, seen and told; then the year is told in its report.
import { six } from './yanzhou.mjs';
import { proved } from './hengyang-opening.mjs';

/** honours goes from the nomination to the publication: everything put forward is rated, listed, decided by the chairman's meeting. */
async function honours(s, values, action, field, list, rated) {
  const [clerk, head] = await s.cast('committee', 'committee_head');
  const award = await clerk.files('award', 'open_award', { ...values, of: { label: '2023' }, until: s.day(20) });
  for (const [i, one] of list.entries()) {
    clerk.blind = i > 0; // the same pages again and again
    await clerk.open(`${award}/do/${action}`);
    await clerk.set({ [field]: await clerk.option(field, one), reason: '质量高、成效明显、代表满意。' });
    await clerk.send();
    await clerk.done(action);
    if (rated) {
      await clerk.open(`${award}/do/rate_nominee?part=${i + 1}`);
      await clerk.set({ research: '18', pertinence: '18', feasibility: '17', effect: '18', response: '16' });
      await clerk.send();
      await clerk.done('评分');
    }
    await clerk.open(`${award}/do/shortlist_nominee?part=${i + 1}`);
    await clerk.send();
    await clerk.done('列为入围');
  }
  clerk.blind = false;
  await clerk.open(award);
  await clerk.does('提请主任会议');
  await head.open(award);
  await head.does('登记主任会议决定', { meeting_on: '2023-12-20', meeting: '市人大常委会主任会议' });
  await head.does('公布', { number: '雁人发〔2023〕21号' });
  return award;
}

export const closing = {
  async H11(s) {
    const [clerk] = await s.cast('committee');
    const numbers = Array.from({ length: 20 }, (_, i) => String(101 + i * 7));
    const twenty = await honours(s, { title: '2023年优秀代表建议', sort: 'excellent', quota: '6' }, 'nominate_case', 'case', numbers.map((n) => new RegExp(`^${n} `)), true);
    const units = [...six, '市教育局', '市卫生健康委员会', '市财政局', '市水利局', '市林业局', '市民政局', '市司法局', '市交通运输局', '市生态环境局'];
    await honours(s, { title: '2023年建议办理先进单位', sort: 'unit' }, 'nominate_unit', 'unit', units.map((n) => new RegExp(`^${n}$`)), false);
    await clerk.open('/suggestions?excellent=true');
    s.assert.match(await clerk.text(), /20 ?件/);
    await proved(s, 8);
    await clerk.open(twenty);
    await s.reads(clerk, /已公布/);
  },

  async H12(s) {
    const [clerk] = await s.cast('committee');
    await clerk.begin('inspection', 'plan_inspection');
    const [of, who] = [await clerk.option('cases', /^101 /), await clerk.option('deputies')];
    await clerk.set({ title: '代表建议办理情况三级代表视察', on: '2023-09-20', place: '城区各项目现场', 'cases.0': of, 'deputies.0': who, 'guests.0.guest_name': '向远山', 'guests.0.guest_level': 'national', 'guests.1.guest_name': '柳静川', 'guests.1.guest_level': 'provincial' });
    await clerk.send();
    await clerk.done('安排视察');
    await clerk.act('登记视察情况');
    await clerk.set({ on: '2023-09-20', 'deputies.0': who, findings: '所看建议均已办成，群众反映好。', opinion: '总结做法，推动同类问题解决。' });
    await clerk.send();
    await clerk.done('登记视察情况');
    const inspection = clerk.here();
    await proved(s, 9);
    await clerk.open(inspection);
    await s.reads(clerk, /全国[\s\S]*省[\s\S]*市/);
  },

  async H13(s) {
    const [clerk] = await s.cast('committee');
    for (const [coverage, title, on] of [['process', '一件重点建议的办理之路', '2023-06-08'], ['effect', '代表建议办到群众心坎上', '2023-09-22'], ['honour', '建议办理先进单位风采', '2023-12-21']]) {
      await clerk.begin('press', 'enter_press');
      await clerk.set({ title, medium: '雁洲日报', on, coverage, ...(coverage === 'honour' ? { 'units.0': await clerk.option('units', /医疗保障局/) } : { 'cases.0': await clerk.option('cases', coverage === 'process' ? /^001 / : /^101 /) }) });
      await clerk.send();
      await clerk.done('登记报道');
    }
    await proved(s, 10);
    await clerk.open(s.campaign);
    await clerk.does('总结活动', { summary: '十项活动全部完成，代表建议工作量质齐升。' });
    await clerk.open(`${s.campaign}/progress`);
    const done = await clerk.text();
    for (const n of [/会上交办建议 359/, /重点督办建议 16/, /委室督办重点建议 52/, /部门\s*6/, /优秀代表建议 20/, /先进单位 15/]) s.assert.match(done, n);
    await clerk.open('/year/press');
    await s.reads(clerk, /一件重点建议的办理之路/);
  },

  async H14(s) {
    const [clerk] = await s.cast('committee');
    await clerk.open('/reports/year');
    const report = await clerk.text('article.official');
    for (const figure of ['376件', '155件', '41.2%', '208件', '55.3%', '13件', '3.5%', '359件', '16件', '52件', '20件', '15个']) s.assert.ok(report.includes(figure), `the report says ${figure}`);
    s.assert.match(report, /接受询问的部门\s*6/, 'the departments of the inquiry that was made here are counted');
    for (const [name, file] of [['下载Word文件', /\.docx$/], ['下载Excel表格', /\.xlsx$/]]) {
      const [got] = await Promise.all([clerk.page.waitForEvent('download'), clerk.page.getByRole('link', { name }).click()]);
      s.assert.match(got.suggestedFilename(), file);
    }
    await s.reads(clerk, /41\.2%/, 'article.official');
  },

  async H15(s) {
    const [clerk] = await s.cast('committee');
    await clerk.open('/reports/year');
    const report = await clerk.text('article.official');
    s.assert.match(report, /96\.5%/);
    s.assert.match(report, /满意率100%[\s\S]*满意率100%/);
    await clerk.open('/years/2023');
    await s.reads(clerk, /96\.5%[\s\S]*100%/, 'main tr:has-text("96.5%")');
  },
};
