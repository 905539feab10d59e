package sheet_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"huiyin/internal/i18n"
	"huiyin/internal/intake/sheet"
)

// The columns of the test sheets; a case changes cells by header.
var (
	suggestionHead = []string{
		"届", "次", "类别", "编号", "标题", "全文", "领衔代表", "代表证号", "联名代表", "代表团", "联系代表", "提交日期", "交办日期", "处理结果",
		"并入编号", "答复类别", "答复日期", "结果评价", "评价日期", "重点督办", "督办领导", "情况", "优秀建议", "内容分类",
	}
	assignmentHead = []string{"编号", "承办单位", "承办方式", "交办日期", "签收日期", "答复日期", "答复类别", "会办意见", "结果评价"}
	promiseHead    = []string{"编号", "承诺单位", "承诺内容", "承诺期限", "兑现情况", "兑现日期"}
)

type cells map[string]string

// rows writes a header and rows of cells under it.
func rows(head []string, all ...cells) string {
	var b strings.Builder
	b.WriteString(line(1, head...))
	for i, c := range all {
		values := make([]string, len(head))
		for j, h := range head {
			values[j] = c[h]
		}
		b.WriteString(line(i+2, values...))
	}
	return b.String()
}

// good is a complete row that nothing is wrong with; with changes it.
func good(number string) cells {
	return cells{
		"届": "n:17", "次": "n:2", "类别": "会议期间", "编号": number, "标题": "关于整治积水的建议", "全文": "请整治。", "领衔代表": "王建国",
		"提交日期": "2023-01-05", "交办日期": "2023年2月20日", "处理结果": "办理", "答复类别": "A", "答复日期": "2023.5.18", "结果评价": "满意", "评价日期": "2023/5/26",
	}
}

func (c cells) with(pairs ...string) cells {
	out := cells{}
	for k, v := range c {
		out[k] = v
	}
	for i := 0; i < len(pairs); i += 2 {
		out[pairs[i]] = pairs[i+1]
	}
	return out
}

func directory() *sheet.Directory {
	d := sheet.NewDirectory()
	d.Units.Add(1, "市住房和城乡建设局", "市住建局", "市建设局")
	d.Units.Add(2, "市水利局")
	d.Units.Add(3, "城市管理局")
	d.Units.Add(4, "城市管理局")
	d.Deputies.Add(11, "王建国")
	d.Deputies.Add(12, "李丽")
	d.Deputies.Add(13, "李丽")
	d.Certs["s0011"], d.Certs["s0012"], d.Certs["s0013"] = 11, 12, 13
	d.Delegations.Add(21, "东湖区代表团")
	d.Categories.Add(31, "城乡建设")
	return d
}

var options = sheet.Options{
	Congress: "shaoheng", Directory: directory(), Promises: promisesB, ClassWords: []string{"A", "B", "C"},
	Today: "2026-06-30",
	Class: func(s string) (string, bool) { return s, s == "A" || s == "B" || s == "C" },
}

func readYear(t *testing.T, file []byte, opt sheet.Options) (*sheet.Year, []sheet.Problem) {
	t.Helper()
	y, problems, err := sheet.ReadYear(t.Context(), bytes.NewReader(file), int64(len(file)), opt)
	if err != nil {
		t.Fatal(err)
	}
	return y, problems
}

// said writes problems as lines: severity mark, sheet!cell, sentence.
func said(problems []sheet.Problem) []string {
	p := i18n.For(i18n.Chinese)
	var out []string
	for _, x := range problems {
		mark := ""
		if x.Severity == sheet.SeverityWarning {
			mark = "~"
		}
		out = append(out, mark+x.Sheet+"!"+x.Cell+" "+x.Sentence(p))
	}
	slices.Sort(out)
	return out
}

const noUnits = "~! 没有“承办”工作表。"

func TestRefusedCells(t *testing.T) {
	one := good("1")
	for name, c := range map[string]struct {
		rows []cells
		want []string
	}{
		"nothing wrong":          {[]cells{one, good("2")}, nil},
		"title missing":          {[]cells{one.with("标题", "")}, []string{"建议!E2 “标题”必须填写。"}},
		"spaces only":            {[]cells{one.with("标题", " 　 ")}, []string{"建议!E2 “标题”必须填写。"}},
		"two-digit year":         {[]cells{one.with("提交日期", "23-1-5")}, []string{"建议!L2 “23-1-5”的年份只有两位，请写四位年份。"}},
		"two-digit year, words":  {[]cells{one.with("提交日期", "23年1月5日")}, []string{"建议!L2 “23年1月5日”的年份只有两位，请写四位年份。"}},
		"no such day":            {[]cells{one.with("提交日期", "2023年2月29日")}, []string{"建议!L2 “2023年2月29日”这一天不存在。"}},
		"month only":             {[]cells{one.with("提交日期", "2023年1月")}, []string{"建议!L2 “2023年1月”只有年月，请写明日期，不知道就留空。"}},
		"American order":         {[]cells{one.with("提交日期", "1/5/2023")}, []string{"建议!L2 “1/5/2023”月日在前，无法判断次序，请写成 2023-01-09。"}},
		"words for a date":       {[]cells{one.with("提交日期", "年初")}, []string{"建议!L2 “年初”不是可识别的日期，请写成 2023-01-09。"}},
		"serial out of range":    {[]cells{one.with("提交日期", "d:2023")}, []string{"建议!L2 “2023”不在1954年至2099年之间。"}},
		"serial without format":  {[]cells{one.with("提交日期", "n:44931")}, []string{"~建议!L2 单元格不是日期格式，数值44931按2023年1月5日读取。"}},
		"replied too early":      {[]cells{one.with("答复日期", "2023-01-10")}, []string{"建议!Q2 答复日期（2023年1月10日）早于交办日期（2023年2月20日）。"}},
		"on the day itself":      {[]cells{one.with("评价日期", "2026-06-30")}, nil},
		"evaluated tomorrow":     {[]cells{one.with("评价日期", "2026-07-01")}, []string{"建议!S2 评价日期（2026年7月1日）晚于今天。"}},
		"handed over some day":   {[]cells{one.with("交办日期", "2032-02-20", "答复日期", "", "评价日期", "")}, []string{"建议!M2 交办日期（2032年2月20日）晚于今天。"}},
		"a failed formula, kept": {[]cells{one.with("标题", "#DIV/0!")}, []string{"建议!E2 单元格是错误值#DIV/0!。"}},
		"evaluated, no reply":    {[]cells{one.with("答复日期", "", "答复类别", "")}, []string{"建议!R2 有评价而没有答复。"}},
		"silence with a day":     {[]cells{one.with("结果评价", "未评价")}, []string{"建议!S2 未评价，不应填评价日期。"}},
		"class unknown":          {[]cells{one.with("答复类别", "D类")}, []string{"建议!P2 “D类”不在本级答复分类内：A、B、C。"}},
		"class B, no promise":    {[]cells{one.with("答复类别", "B类")}, []string{"~建议!P2 答复类别为“B”而没有承诺，承诺记为未载。"}},
		"level unknown":          {[]cells{one.with("结果评价", "好")}, []string{"建议!R2 “好”不在可选值内：满意、基本满意、不满意、未评价。"}},
		"term in words":          {[]cells{one.with("届", "十七")}, []string{"建议!A2 “十七”不是整数。"}},
		"term with a fraction":   {[]cells{one.with("届", "n:1.5")}, []string{"建议!A2 “1.5”不对，应为不小于1的整数。"}},
		"deputy unknown":         {[]cells{one.with("领衔代表", "王建军")}, []string{"建议!G2 系统中没有代表“王建军”，相近的有：王建国。"}},
		"deputy's name twice":    {[]cells{one.with("领衔代表", "李丽")}, []string{"建议!G2 有2位代表叫“李丽”，请填代表证号。"}},
		"certificate decides":    {[]cells{one.with("领衔代表", "李 丽", "代表证号", "S0013")}, nil},
		"certificate of another": {[]cells{one.with("代表证号", "S0012")}, []string{"建议!G2 代表证号“S0012”的代表不叫“王建国”。"}},
		"certificate unknown":    {[]cells{one.with("代表证号", "S9")}, []string{"建议!G2 系统中没有代表证号“S9”。"}},
		"co-signers":             {[]cells{one.with("联名代表", "李丽（S0012）；李丽(S0013)")}, nil},
		"co-signer twice":        {[]cells{one.with("联名代表", "王建国、李丽（S0012）")}, []string{"建议!I2 “王建国”重复。"}},
		"nobody proposed":        {[]cells{one.with("领衔代表", "")}, []string{"建议!G2 领衔代表、代表证号、代表团至少填一项。"}},
		"contact without group":  {[]cells{one.with("联系代表", "王建国")}, []string{"建议!K2 联系代表只用于代表团建议，请填代表团。"}},
		"category unknown":       {[]cells{one.with("内容分类", "城乡建没")}, []string{"建议!X2 系统中没有分类“城乡建没”，相近的有：城乡建设。"}},
		"text twice":             {[]cells{one.with("情况", "低洼。")}, []string{"建议!F2 全文与情况、分析、具体建议只能填一种。"}},
		"too long":               {[]cells{one.with("全文", strings.Repeat("长", 100_000))}, []string{"建议!F2 有100000字，最多20000字。"}},
		"control character":      {[]cells{one.with("标题", "关于_x0007_的建议")}, []string{"建议!E2 含有不可见的控制字符 U+0007。请删除后重填。"}},
		"turned writing":         {[]cells{one.with("标题", "关于\u202e的建议")}, []string{"建议!E2 含有不可见的控制字符 U+202E。请删除后重填。"}},
		"carriage return":        {[]cells{one.with("全文", "一_x000D_\n二")}, nil},
		"formula with value":     {[]cells{one.with("标题", "f:A1|关于积水的建议")}, []string{"~建议!E2 单元格是公式，取其已算出的值“关于积水的建议”。"}},
		"formula without value":  {[]cells{one.with("标题", "f:A1")}, []string{"建议!E2 公式没有已算出的值。请改填数值或文字。"}},
		"error value":            {[]cells{one.with("标题", "e:#REF!")}, []string{"建议!E2 单元格是错误值#REF!。"}},
		"digits lost":            {[]cells{one.with("代表证号", "n:4.3040219900101102E+17")}, []string{"建议!H2 4.3040219900101102E+17位数过多，按数值存放已丢失末位。请设为文本格式重新填写。"}},
		"number twice":           {[]cells{one, one}, []string{"建议!D2 编号“1”重复：D2和D3。", "建议!D3 编号“1”重复：D2和D3。"}},
		"number twice, widths":   {[]cells{one, good("n:1")}, []string{"建议!D2 编号“1”重复：D2和D3。", "建议!D3 编号“1”重复：D2和D3。"}},
		"leading zeros differ":   {[]cells{good("0123"), good("123")}, nil},
		"same number, streams":   {[]cells{one, one.with("类别", "闭会期间")}, nil},
		"returned but answered":  {[]cells{one.with("处理结果", "退回", "交办日期", "", "答复日期", "", "结果评价", "", "评价日期", "")}, []string{"建议!P2 处理结果为退回，此格不应填写。"}},
		"merged into nothing":    {[]cells{one.with("处理结果", "并案")}, []string{"建议!O2 并案须填并入编号。"}},
		"merged into unknown":    {[]cells{one.with("处理结果", "并案", "并入编号", "9")}, []string{"建议!O2 同届同次建议中没有编号“9”，无法并入。"}},
		"merged into itself":     {[]cells{one.with("处理结果", "并案", "并入编号", "1")}, []string{"建议!O2 不能并入自己。"}},
		"merged in a ring": {
			[]cells{one.with("处理结果", "并案", "并入编号", "2"), good("2").with("处理结果", "并案", "并入编号", "1")},
			[]string{"建议!O2 与“2”互相并入，形成循环。", "建议!O3 与“1”互相并入，形成循环。"},
		},
		"not merged":            {[]cells{one.with("并入编号", "2"), good("2")}, []string{"建议!O2 处理结果不是并案，不应填并入编号“2”。"}},
		"leader of no key case": {[]cells{one.with("督办领导", "刘某")}, []string{"建议!U2 不是主任会议成员督办，不应填督办领导。"}},
		"total below":           {[]cells{one, {"编号": "合计", "标题": "n:1", "答复类别": "A类1件"}}, nil},
		"total wrong": {[]cells{one, {"编号": "合计", "标题": "n:140", "答复类别": "A类56件，B类68件，C类13件"}}, []string{
			"建议!E3 “合计”写140，表中实有1，相差139。", "建议!E3 合计140，分项之和 56 + 68 + 13 = 137，相差3。", "建议!P3 “A”写56，表中实有1，相差55。",
			"建议!P3 “B”写68，表中实有0，相差68。", "建议!P3 “C”写13，表中实有0，相差13。",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			file := raw(t, rawSheet{name: "建议", data: rows(suggestionHead, c.rows...)})
			y, problems := readYear(t, file, options)
			want := append([]string{noUnits}, c.want...)
			slices.Sort(want)
			if diff := cmp.Diff(want, said(problems)); diff != "" {
				t.Error(diff)
			}
			if _, left := y.Good(); (left == 0) != (sheet.Errors(problems) == 0) && !strings.HasPrefix(name, "total") {
				t.Errorf("%d rows left out with %d errors", left, sheet.Errors(problems))
			}
		})
	}
}

func TestRefusedParts(t *testing.T) {
	part := cells{"编号": "1", "承办单位": "市住建局", "承办方式": "独办", "交办日期": "d:44977"}
	promise := cells{"编号": "1", "承诺单位": "市建设局", "承诺内容": "年内完成。"}
	for name, c := range map[string]struct {
		parts    []cells
		promises []cells
		want     []string
	}{
		"nothing wrong":           {[]cells{part}, []cells{promise}, nil},
		"unit unknown":            {[]cells{part.with("承办单位", "市水力局")}, nil, []string{"承办!B2 系统中没有单位“市水力局”，相近的有：市水利局。"}},
		"unit ambiguous":          {[]cells{part.with("承办单位", "城市管理局")}, nil, []string{"承办!B2 “城市管理局”对应2个单位，请写全称。"}},
		"case unknown":            {[]cells{part.with("编号", "9")}, nil, []string{"承办!A2 建议表中没有编号“9”。"}},
		"unit twice":              {[]cells{part.with("承办方式", "主办"), part.with("承办单位", "市建设局", "承办方式", "会办")}, nil, []string{"承办!B3 “市建设局”重复：B2和B3。"}},
		"sole with another":       {[]cells{part, part.with("承办单位", "市水利局", "承办方式", "会办")}, nil, []string{"承办!C2 建议“1”有独办单位，不应再有其他单位。"}},
		"co without lead":         {[]cells{part.with("承办方式", "会办")}, nil, []string{"承办!C2 建议“1”有会办单位，没有主办单位。"}},
		"opinion of the lead":     {[]cells{part.with("会办意见", "同意。")}, nil, []string{"承办!H2 只有会办单位填会办意见。"}},
		"co-handler replies":      {[]cells{part.with("承办方式", "主办"), part.with("承办单位", "市水利局", "承办方式", "会办", "答复类别", "A")}, nil, []string{"承办!C3 会办单位不答复代表，请填会办意见。"}},
		"assigned before submit":  {[]cells{part.with("交办日期", "2022-12-30")}, nil, []string{"承办!D2 交办日期（2022年12月30日）早于建议的日期2023年1月5日。"}},
		"signed before assigned":  {[]cells{part.with("签收日期", "2023-02-01")}, nil, []string{"承办!E2 签收日期（2023年2月1日）早于交办日期（2023年2月20日）。"}},
		"replied before assigned": {[]cells{part.with("交办日期", "2023-06-01")}, nil, []string{"承办!D2 答复日期（2023年5月18日）早于交办日期（2023年6月1日）。"}},
		"reply differs":           {[]cells{part.with("答复类别", "B")}, nil, []string{"承办!G2 “答复类别”与建议表P2不一致。"}},
		"promise of a stranger":   {[]cells{part}, []cells{promise.with("承诺单位", "市水利局")}, []string{"承诺!B2 “市水利局”不是建议“1”的答复单位。"}},
		"promise without words":   {[]cells{part}, []cells{promise.with("承诺内容", "")}, []string{"承诺!C2 “承诺内容”必须填写。"}},
		"kept day, not kept":      {[]cells{part}, []cells{promise.with("兑现情况", "推进中", "兑现日期", "2023-11-01")}, []string{"承诺!F2 填了兑现日期，兑现情况应为已兑现。"}},
	} {
		t.Run(name, func(t *testing.T) {
			file := raw(t, rawSheet{name: "建议", data: rows(suggestionHead, good("1"))}, rawSheet{name: "承办", data: rows(assignmentHead, c.parts...)},
				rawSheet{name: "承诺", data: rows(promiseHead, c.promises...)})
			y, problems := readYear(t, file, options)
			if diff := cmp.Diff(c.want, said(problems)); diff != "" {
				t.Error(diff)
			}
			_, left := y.Good()
			if want := min(len(c.want), 1); left != want && name != "case unknown" {
				t.Errorf("%d left out, want %d: a case goes with its parts", left, want)
			}
		})
	}
}

func TestTotalsSheet(t *testing.T) {
	var all []cells
	for _, n := range []string{"1", "2", "3"} {
		all = append(all, good(n))
	}
	all = append(all, good("4").with("处理结果", "退回", "交办日期", "", "答复类别", "", "答复日期", "", "结果评价", "", "评价日期", ""))
	totals := func(pairs ...string) rawSheet {
		data := line(1, "项目", "件数")
		for i := 0; i < len(pairs); i += 2 {
			data += line(2+i/2, pairs[i], pairs[i+1])
		}
		return rawSheet{name: "合计", data: data}
	}
	for name, c := range map[string]struct {
		sheet rawSheet
		want  []string
	}{
		"right": {totals("收到", "n:4", "退回", "n:1", "合计", "n:3", "A类", "3", "B", "n:0", "会议期间", "n:3", "闭会期间", "n:0"), nil},
		"Ruian": {totals("合计", "n:482", "会议期间", "n:460", "闭会期间", "n:24"), []string{
			"合计!B2 “合计”写482，表中实有3，相差479。",
			"合计!B2 合计482，分项之和 460 + 24 = 484，相差2。", "合计!B3 “会议期间”写460，表中实有3，相差457。", "合计!B4 “闭会期间”写24，表中实有0，相差24。",
		}},
		"waterfall": {totals("收到", "n:4", "退回", "n:1", "并案", "n:0", "合计", "n:2"), []string{"合计!B5 “合计”写2，表中实有3，相差1。", "合计!B5 合计2，而 4 − 1 − 0 = 3，相差1。"}},
		"unknown":   {totals("合计", "n:3", "某项目", "n:1"), []string{"~合计!A3 不认识统计项目“某项目”，未核对。"}},
		"twice":     {totals("合计", "n:3", "总计", "n:3"), []string{"合计!A3 统计项目“总计”重复，另一处在A2。"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, problems := readYear(t, raw(t, rawSheet{name: "建议", data: rows(suggestionHead, all...)}, c.sheet), options)
			got := slices.DeleteFunc(said(problems), func(s string) bool { return s == noUnits })
			if diff := cmp.Diff(c.want, got); len(got)+len(c.want) > 0 && diff != "" {
				t.Error(diff)
			}
		})
	}
}
