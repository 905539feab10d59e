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
