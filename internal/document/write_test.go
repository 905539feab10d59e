package document_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"flag"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"huiyin/internal/document"
	"huiyin/internal/i18n"
)

var update = flag.Bool("update", false, "rewrite the expected texts")

// opened writes a paper and reads its parts back.
func opened(t *testing.T, p document.Paper) map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := document.Write(&b, p, i18n.For(i18n.Chinese)); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(r)
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if f.Modified.Year() != 1980 {
			t.Errorf("%s bears the time %s", f.Name, f.Modified)
		}
		out[f.Name] = string(raw)
	}
	return out
}

func TestTextIsAsExpected(t *testing.T) {
	for name, p := range samples() {
		got := strings.NewReplacer("<w:p>", "\n<w:p>", "<w:tr>", "\n<w:tr>", "<w:sectPr>", "\n<w:sectPr>").Replace(opened(t, p)["word/document.xml"])
		file := filepath.Join("testdata", name+".xml")
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s: differs from %s (go test ./internal/document -update rewrites it):\n%s", name, file, got)
		}
	}
}

var (
	target  = regexp.MustCompile(`Id="([^"]+)" Type="[^"]+" Target="([^"]+)"`)
	used    = regexp.MustCompile(`r:id="([^"]+)"`)
	styled  = regexp.MustCompile(`<w:pStyle w:val="([^"]+)"/>`)
	defined = regexp.MustCompile(`w:styleId="([^"]+)"`)
	typed   = regexp.MustCompile(`PartName="/([^"]+)"`)
)

func names(re *regexp.Regexp, s string) map[string]bool {
	out := map[string]bool{}
	for _, m := range re.FindAllStringSubmatch(s, -1) {
		out[m[1]] = true
	}
	return out
}

func TestFileHoldsTogether(t *testing.T) {
	for name, p := range samples() {
		files := opened(t, p)
		related := map[string]bool{}
		for rels, folder := range map[string]string{"_rels/.rels": "", "word/_rels/document.xml.rels": "word"} {
			for _, m := range target.FindAllStringSubmatch(files[rels], -1) {
				file := path.Join(folder, m[2])
				if files[file] == "" {
					t.Errorf("%s: %s leads to %s, which is not there", name, rels, file)
				}
				related[file] = true
				if folder != "" {
					related[m[1]] = true
				}
			}
		}
		for file, raw := range files {
			if err := wellFormed(raw); err != nil {
				t.Errorf("%s: %s: %v", name, file, err)
			}
			if file == "[Content_Types].xml" || strings.HasSuffix(file, ".rels") {
				continue
			}
			if !related[file] {
				t.Errorf("%s: nothing leads to %s", name, file)
			}
			if !names(typed, files["[Content_Types].xml"])[file] {
				t.Errorf("%s: %s has no media type", name, file)
			}
			for s := range names(styled, raw) {
				if !names(defined, files["word/styles.xml"])[s] {
					t.Errorf("%s: %s uses the style %s, which is not defined", name, file, s)
				}
			}
		}
		for id := range names(used, files["word/document.xml"]) {
			if !related[id] {
				t.Errorf("%s: relation %s is used but not there", name, id)
			}
		}
	}
}

func wellFormed(raw string) error {
	for d := xml.NewDecoder(strings.NewReader(raw)); ; {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestSamePaperIsSameFile(t *testing.T) {
	for name, p := range samples() {
		var a, b bytes.Buffer
		if err := errors.Join(document.Write(&a, p, i18n.For("zh-CN")), document.Write(&b, p, i18n.For("zh-CN"))); err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(a.Bytes(), b.Bytes()) {
			t.Errorf("%s: two files of one paper differ", name)
		}
	}
}

func TestLayoutFollowsTheStandard(t *testing.T) {
	files := opened(t, samples()["letter"])
	for _, c := range []struct{ what, file, says string }{
		{"A4 with its margins", "word/document.xml", `<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588"`},
		{"22 lines", "word/styles.xml", `w:line="579" w:lineRule="exact"`},
		{"body in FangSong of size 3", "word/styles.xml", `w:eastAsia="仿宋_GB2312" w:cs="Times New Roman"/><w:spacing w:val="-5"/><w:kern w:val="2"/><w:sz w:val="32"/>`},
		{"two characters of indent", "word/styles.xml", `<w:ind w:firstLineChars="200" w:firstLine="640"/>`},
		{"title in XiaoBiaoSong of size 2", "word/styles.xml", `w:eastAsia="方正小标宋简体" w:cs="Times New Roman"/><w:sz w:val="44"/>`},
		{"substitutes for fonts that are not there", "word/fontTable.xml", `<w:altName w:val="仿宋,FangSong`},
		{"the issuing body in red", "word/styles.xml", `<w:color w:val="FF0000"/><w:sz w:val="72"/>`},
		{"a double red line", "word/header_first.xml", "thickThinSmallGap"},
		{"the class mark on the first page only", "word/header_first.xml", "B类"},
		{"no number on a letter's first page", "word/document.xml", "<w:titlePg/>"},
		{"page numbers between dashes", "word/footer_odd.xml", "PAGE"},
		{"no author", "docProps/core.xml", "<dc:creator></dc:creator>"},
	} {
		if !strings.Contains(files[c.file], c.says) {
			t.Errorf("%s: %s does not say %s", c.what, c.file, c.says)
		}
	}
	if strings.Contains(files["docProps/core.xml"], "吴联络") || strings.Contains(files["docProps/core.xml"], "created") {
		t.Error("the file tells who made it or when")
	}
	list := opened(t, samples()["list"])["word/document.xml"]
	if !strings.Contains(list, `w:orient="landscape"`) || !strings.Contains(list, "<w:tblHeader/>") {
		t.Error("a list is not across, or does not repeat its head")
	}
}

func TestWhatPeopleWroteCannotBreakTheFile(t *testing.T) {
	p := document.Paper{Heading: "\x00<w:p>&\"\ufffe", Blocks: []document.Block{document.Text("一\x0b二\n三\t四 ]]> \xff"), {Table: &document.Table{Rows: [][]document.Span{{{Text: "<"}, {Text: "\x1f&"}}}}}}}
	files := opened(t, p)
	for file, raw := range files {
		if err := wellFormed(raw); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	for _, s := range []string{"一二</w:t><w:br/>", "三</w:t><w:tab/>", "&lt;w:p&gt;&amp;"} {
		if !strings.Contains(files["word/document.xml"], s) {
			t.Errorf("the text lost %q", s)
		}
	}
}

func TestTitlesBreakAtTheBoundsOfMeaning(t *testing.T) {
	for _, c := range []struct {
		title string
		size  int
		want  string
	}{
		{"代表建议交办单", 20, "代表建议交办单"},
		{"关于邵衡市第五届人民代表大会第四次会议第0123号建议的答复", 20, "关于邵衡市第五届人民代表大会|第四次会议第0123号建议的答复"},
		{"关于邵衡市第五届人民代表大会第四次会议代表建议、批评和意见办理情况的报告", 20, "关于邵衡市第五届人民代表大会第四次会议|代表建议、批评和意见办理情况的报告"},
		{"Reply to suggestion No. 0123 of the fourth session", 15, "Reply to suggestion No. 0123|of the fourth session"},
		{"邵衡市人民代表大会法制委员会关于对口联系单位代表建议办理和重点建议督办情况的报告", 19, "邵衡市人民代表大会法制委员会|关于对口联系单位代表建议|办理和重点建议督办情况的报告"},
		{"邵衡市监察委员会关于邵衡市第五届人民代表大会第五次会议代表建议办理情况的报告", 19, "邵衡市监察委员会|关于邵衡市第五届人民代表大会|第五次会议代表建议办理情况的报告"},
		{"ABCDEFGHIJKLMNOPQRSTUVWXYZ", 10, "ABCDEFGHIJKLM|NOPQRSTUVWXYZ"},
		{"", 20, ""},
	} {
		if got := strings.Join(document.Break(c.title, c.size), "|"); got != c.want {
			t.Errorf("%s: %s, want %s", c.title, got, c.want)
		}
	}
}

func TestAPageSharesATableOutAsTheFileDoes(t *testing.T) {
	for _, c := range []struct{ shares, want []int }{
		{[]int{3, 4, 20, 7, 6, 10, 10, 8}, []int{5, 5, 30, 10, 10, 15, 15, 10}},
		{[]int{1, 1}, []int{50, 50}},
		{[]int{0, 0, 0}, []int{35, 30, 35}},
		{[]int{1, 99}, []int{0, 100}},
	} {
		table := document.Table{}
		for _, n := range c.shares {
			table.Columns = append(table.Columns, document.Column{Share: n})
		}
		if got := table.Parts(); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.shares, got, c.want)
		}
	}
}

func TestColumnsKeepNumbersAndDaysWhole(t *testing.T) {
	grid := regexp.MustCompile(`<w:gridCol w:w="(\d+)"/>`)
	column := func(head string, share int) document.Column { return document.Column{Text: head, Share: share} }
	long := strings.Repeat("关于加快补齐乡镇卫生院短板的建议", 2)
	for _, c := range []struct {
		name    string
		columns []document.Column
		row     []string
		want    []string
	}{
		{"a day with its year takes from the title", []document.Column{column("标题", 9), column("期限", 1)}, []string{long, "2026年12月31日"}, []string{"6664", "2180"}},
		{"a head of two characters stays in one line", []document.Column{column("序号", 1), column("标题", 30)}, []string{"1", long}, []string{"680", "8164"}},
		{"a long head may break", []document.Column{column("已联系代表的次数", 1), column("标题", 30)}, []string{"1", long}, []string{"320", "8524"}},
		{"what is wide enough stays as it was shared out", []document.Column{column("标题", 1), column("期限", 1)}, []string{long, "2026年12月31日"}, []string{"4422", "4422"}},
	} {
		row := make([]document.Span, len(c.row))
		for i, s := range c.row {
			row[i].Text = s
		}
		p := document.Paper{Heading: "表", Blocks: []document.Block{{Table: &document.Table{Columns: c.columns, Rows: [][]document.Span{row}}}}}
		var got []string
		for _, m := range grid.FindAllStringSubmatch(opened(t, p)["word/document.xml"], -1) {
			got = append(got, m[1])
		}
		if strings.Join(got, " ") != strings.Join(c.want, " ") {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
	crowded := document.Table{Columns: make([]document.Column, 12), Rows: [][]document.Span{make([]document.Span, 12)}}
	for i := range crowded.Columns {
		crowded.Rows[0][i].Text = "2026年12月31日"
	}
	all := grid.FindAllStringSubmatch(opened(t, document.Paper{Heading: "表", Blocks: []document.Block{{Table: &crowded}}})["word/document.xml"], -1)
	if len(all) != 12 || all[0][1] != "737" || all[11][1] != "737" {
		t.Errorf("a table too narrow for its days is shared out evenly, not %v", all)
	}
}

func TestMarksOfBothScriptsAreChineseInChinesePapers(t *testing.T) {
	p := document.Paper{Heading: "表", Blocks: []document.Block{document.Text("“四不放过”"), document.Text("□ 满意"), document.Text("满意 A1")}, Sign: []string{"联工委", ""}}
	for _, c := range []struct {
		lang  string
		hints int
	}{{i18n.Chinese, 2}, {i18n.English, 0}} {
		var b bytes.Buffer
		if err := document.Write(&b, p, i18n.For(c.lang)); err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(b.Bytes(), []byte(`<w:rFonts w:hint="eastAsia"/>`)); n != c.hints {
			t.Errorf("%s: %d runs are marked, want %d", c.lang, n, c.hints)
		}
	}
	if text := opened(t, p)["word/document.xml"]; strings.Count(text, `<w:pStyle w:val="Sign"/>`) != 1 || !strings.Contains(text, `w:rightChars="400"`) {
		t.Error("a day that is not known leaves a line under the signature, or moves it")
	}
}
