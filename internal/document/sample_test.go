package document_test

import "huiyin/internal/document"

// samples are invented papers that together use every element.
func samples() map[string]document.Paper {
	return map[string]document.Paper{
		"letter": {
			Letter: true, Mark: "邵衡市卫生健康委员会", Number: "邵卫函〔2026〕12号", Class: "B类",
			Heading: "关于邵衡市第五届人民代表大会第四次会议第0123号建议的答复", To: "代表：",
			Blocks: []document.Block{
				document.Text("您提出的《关于加快补齐乡镇卫生院短板的建议》收悉，现答复如下："),
				document.Head(1, "一、关于更新设备的建议"),
				document.Text("我委已将全市42个乡镇卫生院的设备更新列入2026年工作计划，投入资金1,260万元，其中X线机18台、彩超24台。年内全部到位并投入使用，同步培训操作人员86名。"),
				document.Head(2, "（一）已经完成的工作"),
				document.Text("完成设备需求摸底和采购方案编制，A&B <类> 设备参数已公示。"),
				document.Head(3, "1. 采购"),
				document.Text("已挂网公告。"),
				document.Text("感谢您对卫生健康工作的关心和支持，敬请继续提出宝贵意见。"),
			},
			Sign: []string{"邵衡市卫生健康委员会", "2026年3月5日"}, Remark: "（联系人：吴联络　联系电话：0739-0000000）", Copies: []string{"抄送：市人大常委会联工委，市人民政府办公室。"},
		},
		"bulletin": {
			Mark: "邵衡市人大常委会联络工作委员会", Number: "邵人联〔2026〕6号", Heading: "关于2026年代表建议办理进度情况的通报", Note: "（统计截止2026年6月30日）", To: "各承办单位：",
			Blocks: []document.Block{
				document.Text("为推动代表建议按期办结，现将办理进度通报如下。"), document.Head(1, "一、总体情况"),
				{Spans: []document.Span{{Text: "全市应答复建议"}, {Text: "376件", Href: "/suggestions?x=1"}, {Text: "，已答复208件。"}}},
			},
			Annexes: []document.Annex{{Heading: "各承办单位办理进度表", Wide: true, Table: ledger(40)}},
			Sign:    []string{"联工委", "2026年7月1日"}, Copies: []string{"抄送：市人大常委会主任会议成员。"},
		},
		"list": {
			Wide: true, Heading: "邵衡市第五届人民代表大会第四次会议代表建议交办清单", Note: "2026年2月3日　共30件", Sign: []string{"拟定：李经办", "审定：王主任"},
			Blocks: []document.Block{{Table: ptr(ledger(30))}},
		},
		"form": {
			Heading: "代表对建议办理情况征询意见表", Remark: "请填写后交联工委。",
			Blocks: []document.Block{document.Form(document.Line{Term: "编号", Value: "0123"}, document.Line{Term: "对办理结果", Value: "□ 满意　□ 基本满意　□ 不满意"}, document.Line{Term: "意见", Value: "\n\n\n"})},
		},
	}
}

func ptr[T any](v T) *T { return &v }

func ledger(n int) document.Table {
	t := document.Table{Caption: "各单位情况", Columns: []document.Column{
		{Text: "序号", Share: 1, Num: true}, {Text: "标题", Share: 8}, {Text: "主办单位", Share: 4}, {Text: "办复率", Share: 2, Num: true},
	}}
	for range n {
		t.Rows = append(t.Rows, []document.Span{{Text: "1"}, {Text: "关于加快补齐乡镇卫生院短板的建议"}, {Text: "市卫健委"}, {Text: "41.2%", Href: "/x"}})
	}
	return t
}
