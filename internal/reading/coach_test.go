package reading

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"huiyin/internal/rule"
)

// sound is a draft of which there is nothing to remark.
func sound() Draft {
	return Draft{
		Level: "city", Title: "关于加强龙山镇乡村医生队伍建设的建议",
		Situation: "龙山镇有19个村卫生室，在岗村医23人，平均年龄58岁。2025年新进村医仅2人，柏树湾村群众取药要走17公里。",
		Analysis:  "一是待遇偏低，村医年收入2.4万元，留不住人。二是进修机会少，三年没有组织过培训。",
		Requests:  []string{"将在岗村医的养老保险补助提高到每年3000元，2026年底前发放到位。", "由市卫生健康委每年组织村医到县医院进修一次。"},
	}
}

func pack(t testing.TB, id string) *rule.Pack {
	p, ok := rule.Shipped().Latest(id)
	if !ok {
		t.Fatalf("no pack %s", id)
	}
	return p
}

// with returns the sound draft with a sentence put into a field: the title is replaced, a request added, a text continued.
func with(field, sentence string) Draft {
	d := sound()
	switch field {
	case "title":
		d.Title = sentence
	case "situation":
		d.Situation += sentence
	case "analysis":
		d.Analysis += sentence
	case "requests":
		d.Requests = append(d.Requests, sentence)
	}
	return d
}

func keys(found []Finding) string {
	var out []string
	for _, f := range found {
		out = append(out, f.Key)
	}
	return strings.Join(out, " ")
}

// What each sentence sets off in a draft that is sound otherwise. An empty want: nothing.
var sentences = []struct{ field, sentence, want string }{
	// matters of one's own
	{"situation", "我家的宅基地被占用多年，一直没有得到补偿。", "personal"},
	{"situation", "本人1998年参加工作，退休时工龄少算了三年，养老金偏低。", "personal"},
	{"requests", "请解决我儿子的编制问题，2026年内办结。", "personal"},
	{"situation", "本人经走访了解，村民宅基地补偿标准不一。", ""},
	{"situation", "我家乡的房屋多建于1980年代。", ""},
	{"situation", "办理低保须本人持身份证到镇上申请，往返32公里。", ""},
	{"requests", "我校教学楼年久失修，请安排资金300万元扩建。", "own_unit"},
	{"requests", "请为我单位增加编制5名。", "own_unit"},
	{"situation", "我校际交流项目每年2次。", ""},
	{"situation", "本人经营的民宿投入80万元，希望享受旅游补贴。", "self_interest"},
	{"situation", "返乡农民经营的民宿有23家，多数没有享受补贴。", ""},
	// letters
	{"situation", "现将柏树湾村村民来信转来，请予办理。", "forwarded_letter"},
	{"situation", "受村民李某委托，反映以下问题。", "forwarded_letter"},
	{"situation", "尊敬的市领导：您好！", "forwarded_letter"},
	{"analysis", "此致敬礼！", "forwarded_letter"},
	{"situation", "2025年收到群众来信来访31件次，多数谈到取药远。", ""},
	{"requests", "委托第三方每年评估一次村卫生室服务质量。", ""},
	// accusations
	{"situation", "我实名举报村主任贪污扶贫款12万元。", "complaint"},
	{"requests", "请严惩有关责任人员，追究卫生院院长的渎职责任。", "complaint"},
	{"title", "举报龙山镇卫生院院长的建议", "complaint title_form"},
	{"situation", "12345热线2025年受理此类投诉126件，办结率仅61%。", ""},
	{"situation", "居民多次投诉，夜间噪声超过65分贝。", ""},
	{"requests", "畅通举报渠道，2026年内开通举报电话。", ""},
	{"requests", "建立投诉处理台账，5个工作日内回复。", ""},
	{"analysis", "对监管人员渎职的预防机制还不健全，2025年只培训1次。", ""},
	// law courts
	{"situation", "我村诉开发商一案一审判决后，对方至今不履行。", "judicial_case"},
	{"situation", "该案案号为（2025）湘05民终123号。", "judicial_case"},
	{"requests", "请市中级人民法院撤销该判决，依法改判。", "judicial_case"},
	{"requests", "此案请法院尽快公正审理，6月底前结案。", "judicial_case"},
	{"situation", "诉讼服务中心建设2025年投入120万元。", ""},
	{"situation", "龙山镇共享法庭提供立案、调解、远程开庭服务，2025年办理43件。", ""},
	{"situation", "2025年全市法院受理医疗纠纷案件126件，调解率52%。", ""},
	{"requests", "完善涉医纠纷人民调解和诉讼衔接机制，每季度会商一次。", ""},
	{"situation", "检察机关2025年开展医疗废物公益诉讼3件。", ""},
	// business
	{"requests", "龙山镇卫生院改造工程请重新招标。", "bidding"},
	{"situation", "该项目中标结果存在围标串通，村民有异议。", "bidding"},
	{"requests", "建议由某某建筑公司承建卫生院门诊楼。", "bidding placeholder"},
	{"requests", "规范药品采购，公开招标评标过程，每季度公布一次。", ""},
	{"requests", "对串通投标行为严查重处，每年通报2次。", ""},
	{"requests", "推广使用我公司研发的智能药柜产品，先装20台。", "promotion"},
	{"situation", "详情咨询厂家，批发价每台380元。", "promotion"},
	{"requests", "打造本地农产品品牌，每年组织展销5次。", ""},
	// debates and questions
	{"title", "关于浅谈乡村医生制度的建议", "academic"},
	{"analysis", "本文从治理理论出发，对村医概念的内涵与外延进行学术探讨。", "academic"},
	{"situation", "全市每年举办学术会议2次。", ""},
	{"situation", "请问村医养老保险由谁缴纳？", "consultation"},
	{"requests", "想咨询一下村医退休补助如何办理。", "consultation"},
	{"requests", "在便民服务中心设政策咨询服务窗口1个。", ""},
	{"requests", "请教育局每学期组织学校体检1次。", ""},
	// powers
	{"requests", "建议国务院修改《乡村医生从业管理条例》，提高补助标准。", "beyond_powers"},
	{"requests", "建议全国人大修改《中华人民共和国医师法》，放宽执业条件。", "beyond_powers"},
	{"requests", "请省政府出台村医养老保险统一办法。", "beyond_powers"},
	{"requests", "积极向上争取中央财政和省级补助资金，每年不少于500万元。", ""},
	{"requests", "落实国务院关于乡村医生的规定，2026年底前全部参保。", ""},
	// several matters
	{"title", "关于加强乡村医生队伍建设和改造城区停车场的建议", "matters_title"},
	{"title", "关于提高村医待遇、硬化通村公路的建议", "matters_title"},
	{"title", "关于加强村卫生室和乡镇卫生院协同的建议", ""},
	{"title", "关于加强乡村医生培养和提高村医待遇的建议", ""},
	{"title", "关于完善养老和托育服务体系的建议", ""},
	{"title", "关于加强学校食堂监管和规范校外食品摊点的建议", ""},
	{"requests", "对龙山镇至松江口的公路路面进行硬化，加装护栏3公里。", "matters_request"},
	{"situation", "另外还想反映一个问题，村里的自来水常年断供。", "matters_said"},
	{"situation", "另外，村卫生室还缺少药品78种。", ""},
	{"requests", "增加慢病药品94种，开通医保结算。", ""},
	// advice
	{"requests", "希望有关部门高度重视，尽快解决。", "request_vague"},
	{"requests", "请予以关注。", "request_vague"},
	{"requests", "进一步加强管理，加大工作力度。", "request_vague"},
	{"requests", "为什么村医的补助迟迟不发？", "request_asks"},
	{"requests", "村卫生室的药品实在是太少了，群众很有意见。", "request_no_action"},
	{"requests", "将药品增加到90种。", ""},
	{"requests", "发放补助。", ""},
	{"requests", "拆除危房12间。", ""},
	// titles
	{"title", "关于请求拨付村医补助资金的请示", "title_kind"},
	{"title", "龙山镇乡村医生情况的报告", "title_kind"},
	{"title", "请求解决村医待遇", "title_kind"},
	{"title", "加强乡村医生队伍建设", "title_form"},
	{"title", "关于加强管理的建议", "title_vague"},
	{"title", "关于进一步解决有关问题的建议", "title_vague"},
	{"title", "关于修桥的建议", ""},
	{"title", "关于完善村医考核评价报告制度的建议", ""},
	{"title", "关于加强龙山镇及周边松江口、柏树湾、橘林场等村乡村医生队伍建设并同步解决村医养老保险问题的建议", "title_long"},
	// what should not stand there
	{"situation", "各村药品清单详见附件。", "no_attachment"},
	{"situation", "附件厂2025年用工300人。", ""},
	{"situation", "联系人王师傅，电话13800138000。", "personal_phone"},
	{"situation", "村医身份证号11010519491231002X。", "personal_id"},
	{"situation", "补助汇入账号6222021234567890123。", ""},
	{"situation", "补助汇入账号6222021234567890128。", "personal_account"},
	{"situation", "项目编号为12345678901，批次202512310001。", ""},
	{"situation", "目前××村还缺村医2名。", "placeholder"},
	{"situation", "涉及XX县3个乡镇。", "placeholder"},
	{"analysis", "2025年新进村医仅2人，柏树湾村群众取药要走17公里。", "repeated"},
}

func TestCoachReadsSentences(t *testing.T) {
	if f := Coach(sound(), pack(t, "hunan-city")); len(f) > 0 {
		t.Fatalf("the sound draft: %v", f)
	}
	for _, s := range sentences {
		if got := keys(Coach(with(s.field, s.sentence), pack(t, "hunan-city"))); got != s.want {
			t.Errorf("%s %s: %q, want %q", s.field, s.sentence, got, s.want)
		}
	}
}

// What a draft lacks, beside what stands in it.
func TestCoachReadsTheWhole(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Draft)
		want   string
	}{
		"nothing written yet": {func(d *Draft) { *d = Draft{Title: d.Title} }, ""},
		"only the situation":  {func(d *Draft) { d.Analysis, d.Requests = "", nil }, "no_request"},
		"no situation":        {func(d *Draft) { d.Situation = "" }, "no_situation"},
		"no analysis":         {func(d *Draft) { d.Analysis = "" }, "no_analysis"},
		"the situation gives reasons": {func(d *Draft) {
			d.Analysis, d.Situation = "", d.Situation+"由于待遇偏低，年轻人不愿意来。"
		}, ""},
		"no number, day or example": {func(d *Draft) {
			d.Situation, d.Analysis = "龙山镇乡村医生队伍老化严重，群众取药很不方便，年轻人都不愿意到村里工作，村卫生室的服务能力越来越弱。", "主要是待遇偏低，留不住人。"
		}, "no_facts"},
		"an example": {func(d *Draft) {
			d.Situation, d.Analysis = "龙山镇乡村医生队伍老化严重，群众取药很不方便，例如柏树湾村的老人要请邻居捎药，年轻人都不愿意到村里工作。", "主要是待遇偏低，留不住人。"
		}, ""},
		"nothing to measure": {func(d *Draft) {
			d.Analysis += d.Requests[0]
			d.Requests = []string{"提高村医待遇，改善执业环境。"}
		}, "unmeasurable"},
		"only wishes":       {func(d *Draft) { d.Requests = []string{"希望领导重视。", "请尽快解决。"} }, "request_vague request_vague too_short"},
		"too many requests": {func(d *Draft) { d.Requests = slices.Repeat(d.Requests[:1], 9) }, "matters_many repeated repeated repeated"},
		"hardly anything": {func(d *Draft) {
			d.Situation, d.Analysis, d.Requests = "村医少。", "待遇低。", []string{"补贴村医每年3000元。"}
		}, "too_short"},
		"nothing to handle": {func(d *Draft) { d.Situation, d.Analysis, d.Requests = "村医少。", "", []string{"请重视。"} }, "no_substance request_vague no_analysis"},
		"raised before, and what came of it is not told": {func(d *Draft) { d.Repeated = true }, "raised_before"},
		"raised before, and told": {func(d *Draft) {
			d.Repeated = true
			d.Analysis += "2024年提出后答复称列入计划，仍未落实。"
		}, ""},
		"the paper is attached": {func(d *Draft) {
			d.Files = 1
			d.Situation += "清单详见附件。"
		}, ""},
		"longer than is read": {func(d *Draft) { d.Analysis += strings.Repeat("村医", 1500) }, "repeated too_long"},
		"two matters, each with its own situation": {func(d *Draft) {
			d.Situation += "龙山镇通村公路破损3公里，路面坑洼。"
			d.Requests = append(d.Requests, "修复通村公路路面3公里，加装护栏。")
		}, "matters_request"},
		"a road that the matter needs": {func(d *Draft) {
			d.Situation += "通往卫生院的公路破损3公里，救护车要走50分钟。"
			d.Requests = append(d.Requests, "修复通往卫生院的公路路面3公里，加装护栏。")
		}, ""},
	} {
		d := sound()
		c.change(&d)
		if got := keys(Coach(d, pack(t, "hunan-city"))); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A matter is excluded only where the pack excludes it, and by its source.
func TestCoachAsksThePack(t *testing.T) {
	d := with("requests", "请为我单位增加编制5名。")
	for id, want := range map[string]string{"hunan-city": "own_unit", "shanghai": "own_unit", "beijing": "", "henan": ""} {
		found := Coach(d, pack(t, id))
		if keys(found) != want {
			t.Errorf("%s: %q, want %q", id, keys(found), want)
		}
		for _, f := range found {
			if e := pack(t, id).Exclusions; f.Source != e.Source || f.Default != e.Default || f.Reason != "own_unit" {
				t.Errorf("%s: %+v", id, f)
			}
		}
	}
	far := with("requests", "请省政府出台村医养老保险统一办法。")
	far.Level = "province"
	if got := keys(Coach(far, pack(t, "shanghai"))); got != "" {
		t.Errorf("at the level of a province: %q", got)
	}
}

// Each number of a person is named once, wherever in the draft it stands.
func TestCoachNamesEveryNumber(t *testing.T) {
	d := with("situation", "联系人王师傅，电话13800138000，李老师13900139000。")
	d.Analysis += "村医身份证号11010519491231002X。"
	d.Requests = append(d.Requests, "请在2026年底前与王师傅（13800138000）、张师傅（13700137000）联系3次。")
	found := Coach(d, pack(t, "hunan-city"))
	if got := keys(found); got != "personal_id personal_phone" {
		t.Fatal(got)
	}
	for i, want := range [][]string{{"11010519491231002X"}, {"13800138000", "13900139000", "13700137000"}} {
		if got := found[i].Sentence[1]; !reflect.DeepEqual(got, want) {
			t.Errorf("%s names %v, want %v", found[i].Key, got, want)
		}
	}
}

// The quote is the passage of its field at the letters that it names.
func TestCoachQuotes(t *testing.T) {
	for _, s := range sentences {
		d := with(s.field, s.sentence)
		for _, f := range Coach(d, pack(t, "hunan-city")) {
			checkQuote(t, d, f)
		}
	}
}

func checkQuote(t *testing.T, d Draft, f Finding) {
	t.Helper()
	text := map[string]string{"title": d.Title, "situation": d.Situation, "analysis": d.Analysis}[f.Field]
	for i, q := range d.Requests {
		if f.Field == request(i) {
			text = q
		}
	}
	letters := []rune(text)
	switch {
	case f.From < 0 || f.To < f.From || f.To > len(letters):
		t.Errorf("%s: %d to %d of %d letters", f.Key, f.From, f.To, len(letters))
	case string(letters[f.From:f.To]) != f.Quote:
		t.Errorf("%s quotes %q, there stands %q", f.Key, f.Quote, string(letters[f.From:f.To]))
	case utf8.RuneCountInString(f.Quote) > book().Limits.Quote:
		t.Errorf("%s quotes %d letters", f.Key, utf8.RuneCountInString(f.Quote))
	}
}

func TestCoachBookIsWhole(t *testing.T) {
	b := book()
	known := Keys()
	for _, r := range b.Rules {
		if !slices.Contains(known, r.Key) {
			t.Errorf("a rule finds %s, which stands in no order", r.Key)
		}
	}
	reasons := []string{"several_matters", "no_request", "unclear_facts"}
	for _, e := range rule.AllExclusions {
		reasons = append(reasons, string(e))
	}
	for _, f := range b.Findings {
		if !slices.Contains(reasons, f.Reason) {
			t.Errorf("%s corresponds to %q, which is no reason for return", f.Key, f.Reason)
		}
	}
	for _, name := range []string{"title_form", "title_frame", "title_kind", "title_joint", "asks", "measure", "fact"} {
		if b.Marks[name].Regexp == nil {
			t.Errorf("no mark %s", name)
		}
	}
}

// long is a draft of so many letters, made of the sentences above.
func long(n int) Draft {
	d := sound()
	var text strings.Builder
	for i := 0; utf8.RuneCountInString(text.String()) < n; i++ {
		text.WriteString(sentences[i%len(sentences)].sentence)
		if i%7 == 0 {
			text.WriteString("\n")
		}
	}
	d.Situation = text.String()
	return d
}

func BenchmarkCoach5000(b *testing.B) {
	d, p := long(5000), pack(b, "hunan-city")
	for b.Loop() {
		Coach(d, p)
	}
}

func BenchmarkCoach100000(b *testing.B) {
	d, p := long(100_000), pack(b, "hunan-city")
	for b.Loop() {
		Coach(d, p)
	}
}

// Texts without sentences, with nothing but requests, with the words of a rule over and over: the time is that of their length, else this never ends.
func TestCoachReadsAnything(t *testing.T) {
	for _, d := range []Draft{
		{Title: "关于补偿的建议", Situation: strings.Repeat("我家的宅基地判决举报中标", 10_000)},
		{Title: "关于补偿的建议", Situation: strings.Repeat("我家判决举报中标。", 12_000)},
		{Title: "关于修路的建议", Requests: strings.Split(strings.Repeat("修路\n", 50_000), "\n")},
		{Title: "关于" + strings.Repeat("修建公路和提高村医待遇、", 10_000) + "的建议", Requests: []string{strings.Repeat("修桥铺路", 30_000)}},
	} {
		found := Coach(d, pack(t, "hunan-city"))
		if len(found) == 0 {
			t.Errorf("nothing to remark on %.40s", d.Title+d.Situation)
		}
		for _, f := range found {
			checkQuote(t, d, f)
		}
	}
}

func FuzzCoach(f *testing.F) {
	for _, s := range sentences {
		f.Add(s.sentence, s.sentence, s.sentence)
	}
	f.Add("我我我我", strings.Repeat("我家", 1000), "\xff\xfe。\n；")
	f.Add("关于", "11010519491231002X", "x")
	f.Fuzz(func(t *testing.T, title, situation, request string) {
		d := Draft{Level: "city", Title: title, Situation: situation, Analysis: request, Requests: []string{request, situation}}
		for _, g := range Coach(d, pack(t, "hunan-city")) {
			if utf8.ValidString(title + situation + request) {
				checkQuote(t, d, g)
			}
		}
	})
}
