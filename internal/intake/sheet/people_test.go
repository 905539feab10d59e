package sheet_test

import (
	"bytes"
	stdcmp "cmp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"huiyin/internal/intake/sheet"
	"huiyin/internal/intake/sheet/sheettest"
	"huiyin/internal/org"
)

func readPeople(t *testing.T, file []byte, opt sheet.Options, asked string) (*sheet.People, []sheet.Problem) {
	t.Helper()
	p, problems, err := sheet.ReadPeople(t.Context(), bytes.NewReader(file), int64(len(file)), opt, asked)
	if err != nil {
		t.Fatal(err)
	}
	return p, problems
}

var (
	deputyHead  = []string{"代表证号", "姓名", "性别", "代表团", "初审单位", "代表状态", "任职日期", "离任日期"}
	unitHead    = []string{"单位名称", "单位类型", "上级单位", "曾用名", "对口委", "政府系统"}
	accountHead = []string{"登录名", "姓名", "岗位", "所在单位", "代表证号"}
)

func TestReadPeople(t *testing.T) {
	file := raw(t,
		rawSheet{name: "代表", data: rows(deputyHead, cells{"代表证号": "S0001", "姓名": "张 三", "性别": "女", "代表团": "新区代表团", "初审单位": "新区人大", "任职日期": "2021.12.28"})},
		rawSheet{name: "单位", data: rows(unitHead, cells{"单位名称": "新区代表团", "单位类型": "代表团"},
			cells{"单位名称": "市数据局", "单位类型": "部门", "上级单位": "市水利局", "曾用名": "市大数据局、大数据中心", "政府系统": "是"},
			cells{"单位名称": "新区人大", "单位类型": "县市区人大"})},
		rawSheet{name: "账号", data: rows(accountHead, cells{"登录名": "sjj.li", "姓名": "李四", "岗位": "承办单位经办", "所在单位": "市数据局"})})
	for asked, want := range map[string]*sheet.People{
		sheet.Deputies: {Deputies: []sheet.Deputy{{
			Row: 2, Cert: "S0001", Name: "张三", Gender: "female", Delegation: sheet.Ref{Name: "新区代表团"}, County: sheet.Ref{Name: "新区人大"}, Mandate: org.Active, From: "2021-12-28",
		}}},
		sheet.Units: {Units: []sheet.Unit{
			{Row: 2, Name: "新区代表团", Kind: org.Delegation},
			{Row: 3, Name: "市数据局", Kind: org.Department, Parent: sheet.Ref{ID: 2, Name: "市水利局"}, Aliases: []string{"市大数据局", "大数据中心"}, Government: sheet.Yes},
			{Row: 4, Name: "新区人大", Kind: org.CountyCongress},
		}},
		sheet.Accounts: {Accounts: []sheet.Account{{Row: 2, Login: "sjj.li", Name: "李四", Role: org.UnitClerk, Org: sheet.Ref{Name: "市数据局"}}}},
	} {
		p, problems := readPeople(t, file, options, asked)
		if len(problems) > 0 {
			t.Fatal(said(problems))
		}
		got, left := p.Good()
		if left != 0 {
			t.Errorf("%s: %d left out", asked, left)
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreUnexported(sheet.People{})); diff != "" {
			t.Errorf("%s: %s", asked, diff)
		}
	}
}

// What is wrong on one sheet is said when that sheet is brought in, and keeps no other out.
func TestOtherSheetsAreNotJudged(t *testing.T) {
	file := raw(t,
		rawSheet{name: "单位", data: rows(unitHead, cells{"单位名称": "市数据局", "单位类型": "部门"}, cells{"单位名称": "市某局", "单位类型": "衙门"})},
		rawSheet{name: "账号", data: rows(accountHead, cells{"登录名": "li", "姓名": "李四", "岗位": "承办单位经办", "所在单位": "市数据局"}, cells{"登录名": "王", "姓名": "王五", "岗位": "审计员", "所在单位": "市数据局"})},
		rawSheet{name: "代表", data: rows([]string{"姓名"}, cells{"姓名": "甲"})})
	for asked, want := range map[string]struct {
		good  int
		wrong []string
	}{
		sheet.Units:    {1, []string{"单位!B3 “衙门”"}},
		sheet.Accounts: {1, []string{"账号!A3 登录名“王”"}},
		sheet.Deputies: {0, []string{"代表! "}},
	} {
		p, problems := readPeople(t, file, options, asked)
		good, _ := p.Good()
		if n := len(good.Deputies) + len(good.Units) + len(good.Accounts); n != want.good {
			t.Errorf("%s: %d good", asked, n)
		}
		got := said(problems)
		if len(got) != len(want.wrong) || !strings.HasPrefix(got[0], want.wrong[0]) {
			t.Errorf("%s: %q", asked, got)
		}
	}
}

// A workbook for another import is called that, once, and by whom it is brought in; its columns are not measured by the sheet that it is not.
func TestASheetOfAnotherImportIsSaidToBeThat(t *testing.T) {
	deputies := raw(t, rawSheet{name: "代表", data: rows(deputyHead, cells{"代表证号": "S1", "姓名": "甲", "代表团": "东湖区代表团"})})
	year := raw(t, rawSheet{name: "建议", data: rows(suggestionHead, good("1"))})
	_, problems := readYear(t, deputies, options)
	ofDeputies := []string{"代表! 文件中是“代表”表，不在这里导入，由系统管理员在“导入”页选“代表”导入。"}
	if got := said(problems); !slices.Equal(got, ofDeputies) {
		t.Errorf("deputies among suggestions: %q", got)
	}
	for asked, file := range map[string][]byte{sheet.Units: deputies, sheet.Accounts: deputies, sheet.Deputies: year} {
		want := ofDeputies
		if asked == sheet.Deputies {
			want = []string{"建议! 文件中是“建议”表，不在这里导入，由代表工作机构在“导入”页选“建议”导入。"}
		}
		p, problems := readPeople(t, file, options, asked)
		if got := said(problems); !slices.Equal(got, want) {
			t.Errorf("%s: %q", asked, got)
		}
		if good, _ := p.Good(); len(good.Deputies)+len(good.Units)+len(good.Accounts) != 0 {
			t.Errorf("%s: something is taken", asked)
		}
	}
}

func TestRefusedPeople(t *testing.T) {
	for name, c := range map[string]struct {
		sheet rawSheet
		want  []string
	}{
		"certificate twice": {
			rawSheet{name: "代表", data: rows(deputyHead, cells{"代表证号": "S1", "姓名": "甲", "代表团": "东湖区代表团"}, cells{"代表证号": "s1", "姓名": "乙", "代表团": "东湖区代表团"})},
			[]string{"代表!A3 “s1”重复：A2和A3。"},
		},
		"delegation unknown": {
			rawSheet{name: "代表", data: rows(deputyHead, cells{"代表证号": "S1", "姓名": "甲", "代表团": "西岭区代表团"})},
			[]string{"代表!D2 系统和本文件中都没有单位“西岭区代表团”。"},
		},
		"county unknown": {
			rawSheet{name: "代表", data: rows(deputyHead, cells{"代表证号": "S1", "姓名": "甲", "代表团": "东湖区代表团", "初审单位": "西岭区人大"})},
			[]string{"代表!E2 系统和本文件中都没有单位“西岭区人大”。"},
		},
		"unit ambiguous": {
			rawSheet{name: "账号", data: rows(accountHead, cells{"登录名": "li", "姓名": "李四", "岗位": "审计员", "所在单位": "城市管理局"})},
			[]string{"账号!D2 “城市管理局”对应2个单位，请写全称。"},
		},
		"left before came": {
			rawSheet{name: "代表", data: rows(deputyHead, cells{"代表证号": "S1", "姓名": "甲", "代表团": "东湖区代表团", "任职日期": "2023-01-01", "离任日期": "2022-01-01"})},
			[]string{"代表!H2 离任日期（2022年1月1日）早于任职日期（2023年1月1日）。"},
		},
		"unit twice": {
			rawSheet{name: "单位", data: rows(unitHead, cells{"单位名称": "市数据局", "单位类型": "部门"}, cells{"单位名称": "市 数据局", "单位类型": "部门"})},
			[]string{"单位!A3 “市 数据局”重复：A2和A3。"},
		},
		"own parent": {
			rawSheet{name: "单位", data: rows(unitHead, cells{"单位名称": "市数据局", "单位类型": "部门", "上级单位": "市数据局"})},
			[]string{"单位!C2 不能是自己的上级或对口委。"},
		},
		"login": {
			rawSheet{name: "账号", data: rows(accountHead, cells{"登录名": "李四", "姓名": "李四", "岗位": "承办单位经办", "所在单位": "市水利局"})},
			[]string{"账号!A2 登录名“李四”只能用2至40个字母、数字、点、横线、下划线。"},
		},
		"login twice": {
			rawSheet{name: "账号", data: rows(accountHead, cells{"登录名": "li", "姓名": "李四", "岗位": "审计员", "所在单位": "市水利局"}, cells{"登录名": "LI", "姓名": "李五", "岗位": "审计员", "所在单位": "市水利局"})},
			[]string{"账号!A3 “LI”重复：A2和A3。"},
		},
		"deputy without certificate": {
			rawSheet{name: "账号", data: rows(accountHead, cells{"登录名": "li", "姓名": "李四", "岗位": "人大代表", "所在单位": "东湖区代表团"})},
			[]string{"账号!E2 岗位是代表的，须填代表证号。"},
		},
		"no sheet": {rawSheet{name: "名单", data: rows(deputyHead)}, []string{"! 没有“代表”工作表。", "~名单! 不认识工作表“名单”，未读取。"}},
		"no rows":  {rawSheet{name: "代表", data: rows(deputyHead)}, []string{"! 文件中没有可导入的行。"}},
	} {
		t.Run(name, func(t *testing.T) {
			asked := map[string]string{"单位": sheet.Units, "账号": sheet.Accounts}[c.sheet.name]
			p, problems := readPeople(t, raw(t, c.sheet), options, stdcmp.Or(asked, sheet.Deputies))
			if diff := cmp.Diff(c.want, said(problems)); diff != "" {
				t.Error(diff)
			}
			if good, left := p.Good(); left+len(good.Deputies)+len(good.Units)+len(good.Accounts) != len(p.Deputies)+len(p.Units)+len(p.Accounts) {
				t.Errorf("%d left out: rows lost", left)
			}
		})
	}
}

// The people of a generated year can be brought in before it.
func TestGeneratedPeople(t *testing.T) {
	var file bytes.Buffer
	if err := sheettest.GeneratePeople(&file, sheettest.Hengyang()); err != nil {
		t.Fatal(err)
	}
	opt := sheet.Options{Directory: sheet.NewDirectory()}
	d, wrong := readPeople(t, file.Bytes(), opt, sheet.Deputies)
	u, alsoWrong := readPeople(t, file.Bytes(), opt, sheet.Units)
	if wrong = append(wrong, alsoWrong...); len(wrong) > 0 || len(d.Deputies) != 200 || len(u.Units) < 30 {
		t.Errorf("%d deputies, %d units, %v", len(d.Deputies), len(u.Units), said(wrong))
	}
}
