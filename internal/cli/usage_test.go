package cli

import (
	"strings"
	"testing"
)

func TestAWrongCommandLineIsSaidInWords(t *testing.T) {
	for line, want := range map[string]string{
		"--nonsense":                           "没有--nonsense这个选项",
		"serve --dat x":                        "没有--dat这个选项",
		"nonsense":                             "不认识“nonsense”",
		"backup":                               "缺少--to=FILE",
		"import suggestions":                   "缺少<file>",
		"import":                               "请写明其一",
		"serve --https=maybe":                  "--https的值不对",
		"report year --year abc":               "--year的值不对",
		"report year --year 2023 --format pdf": `--format只能是"text" "json" "xlsx"之一，不能是"pdf"`,
		"import accounts x.xlsx":               "--slips：请填写此项",
		"serve --listen 1.2.3.4.5:x":           "1.2.3.4.5:x",
		"serve --address renda":                "对外网址“renda”不对",
		"restore --from /no/such/file":         "无法读取文件",
	} {
		args := strings.Fields(line)
		if args[0] == "serve" {
			args = append(args, "--data", t.TempDir())
		}
		code, out, complaint := run(args...)
		if code != Wrong || out != "" || !strings.Contains(complaint, want) {
			t.Errorf("%s: code %d, %q, %q", line, code, out, complaint)
		}
	}
}

// The library's headings are said in the language of the rest.
func TestTheHelpIsInOneLanguage(t *testing.T) {
	for _, row := range []struct{ line, has, not string }{
		{"--help", "命令：\n", "Commands:"},
		{"--help", "单个命令的用法见“huiyin <命令> --help”。", "more information"},
		{"import suggestions --help", "用法：huiyin import suggestions <file>", "Usage:"},
		{"import suggestions --help", "参数：\n", "Arguments:"},
		{"serve --help --lang=en", "Flags:\n", "选项"},
	} {
		code, out, _ := run(strings.Fields(row.line)...)
		if code != OK || !strings.Contains(out, row.has) || strings.Contains(out, row.not) {
			t.Errorf("%s: code %d, %q", row.line, code, out)
		}
	}
}
