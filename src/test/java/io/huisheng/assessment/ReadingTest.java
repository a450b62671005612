package io.huisheng.assessment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

@DisplayName("D2, D3: the dictionary reads")
class ReadingTest {

    private static final Path REAL_COMMENTS = Path.of("../shared/data/comments/dev_150.jsonl");
    private static final Dictionary DICTIONARY = shipped();

    private static Dictionary shipped() {
        try {
            return Dictionary.parse(
                    new ClassPathResource("dictionary/feedback.yaml").getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Tagging.Reading read(String text) {
        return Tagging.read(Passage.of(text), DICTIONARY);
    }

    private static Set<String> tagsOf(String text) {
        return read(text).tags().stream().map(Tagging.Tag::tag).collect(Collectors.toSet());
    }

    private static Set<String> majorKindsOf(String text) {
        return read(text).threats().stream()
                .filter(Tagging.Threat::major)
                .map(Tagging.Threat::kind)
                .collect(Collectors.toSet());
    }

    private static Sentiment moodOf(String text) {
        return Sentiment.of(Passage.of(text), read(text), DICTIONARY);
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "报修以后等了三天才有人上门 | 响应慢",
                "约好上午来，结果没来也没个说法 | 响应慢",
                "催了好几次才派师傅 | 响应慢",
                "处理速度太慢了 | 响应慢",
                "半个月了还没给我退款 | 响应慢",
                "师傅迟到两个小时 | 响应慢",
                "師傅遲到兩個小時 | 响应慢",
                "客服态度很差 | 态度差",
                "接电话的人很不耐烦 | 态度差",
                "师傅说话难听，还冲我发火 | 态度差",
                "爱理不理的样子 | 态度差",
                "说两句就直接挂断电话 | 态度差",
                "少了两颗螺丝 | 配件不足",
                "说主板缺货，让等通知 | 配件不足",
                "师傅来了才说没带配件 | 配件不足",
                "一直在等配件，机器放着用不了 | 配件不足",
                "遥控器没给 | 配件不足",
                "上门乱收费，什么都要钱 | 价格不透明",
                "说好免费安装，结果收了我两百块 | 价格不透明",
                "收费标准不透明，问了也不说清 | 价格不透明",
                "师傅坐地起价 | 价格不透明",
                "不给开收据，要价还高 | 价格不透明",
                "修了三次还是漏水 | 未彻底解决",
                "问题依旧没有解决 | 未彻底解决",
                "换了零件没几天又坏了 | 未彻底解决",
                "根本没修好 | 未彻底解决",
                "最后不了了之 | 未彻底解决",
                "安装师傅很不专业 | 专业能力不足",
                "空调外机装歪了 | 专业能力不足",
                "问什么都一问三不知 | 专业能力不足",
                "把我家地板砸坏了一块 | 专业能力不足",
                "技术水平太差，查不出原因 | 专业能力不足",
                "厂家和门店互相推诿 | 流程繁琐",
                "申请手续太复杂 | 流程繁琐",
                "非要检测报告才给换 | 流程繁琐",
                "来回跑了三趟网点都没办成 | 流程繁琐",
                "各个部门踢皮球 | 流程繁琐",
                "客服电话一直打不通 | 沟通不畅",
                "没有人通知我改了时间 | 沟通不畅",
                "全是机器人自动回复 | 沟通不畅",
                "前后说法不一致，自相矛盾 | 沟通不畅",
                "发了消息没人回复 | 沟通不畅",
            })
    void aTag(String text, String tag) {
        assertThat(tagsOf(text)).contains(tag);
    }

    @ParameterizedTest(name = "no tag: {0}")
    @ValueSource(
            strings = {
                "师傅态度不差",
                "不是态度差，是我自己没说清",
                "没有乱收费",
                "从不推诿，点赞",
                "客服态度很好，一点也不敷衍",
                "没有出现踢皮球的情况",
                "师傅没有迟到",
                "热水器加热慢了点",
                "手机反应慢",
                "配件齐全，安装到位",
                "不用催，当天就来了",
                "问题已经解决了，谢谢",
                "安装师傅很专业，讲解清楚",
                "收费合理，明码标价",
                "流程一点也不复杂",
                "买了三年，一直没坏",
                "",
                "😀😀😀",
                "ok",
            })
    void whatIsNoProblem(String text) {
        assertThat(tagsOf(text)).isEmpty();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "再不处理我就打12315 | regulator",
                "已经向消费者协会反映 | regulator",
                "准备找工商局举报你们 | regulator",
                "我要找媒体曝光 | media",
                "我会发到抖音让大家看看 | media",
                "我们法庭上见，律师会联系你们 | legal_claim",
                "必须赔偿我的损失 | legal_claim",
                "不得不起诉你们 | legal_claim",
                "我要退货退款 | return_refund_terminate",
                "再这样我们就终止合作 | return_refund_terminate",
                "准备解除合同换供应商 | return_refund_terminate",
                "维修时插座漏电，孩子被电到了 | safety_injury",
                "机器半夜起火了 | safety_injury",
                "师傅操作不当导致老人受伤 | safety_injury",
            })
    void aThreat(String text, String kind) {
        assertThat(majorKindsOf(text)).contains(kind);
    }

    @ParameterizedTest(name = "no threat: {0}")
    @ValueSource(
            strings = {
                "不会终止合作",
                "没有说要投诉",
                "不会因为这点小事就终止合作",
                "我没打算退货",
                "懒得退货了",
                "被邻居投诉太吵",
                "拍照曝光很准",
                "多媒体功能不错",
                "水位报警声音太大",
                "怀疑是别人退货的",
                "我要投诉",
                "再也不买了",
                "这款很适合律师",
                "打不着火",
                "外壳防触电",
                "去工商银行付的款",
            })
    void whatIsNoThreat(String text) {
        assertThat(majorKindsOf(text)).isEmpty();
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "非常满意，师傅很专业 | POSITIVE",
                "不错，下次还会来 | POSITIVE",
                "不满意 | NEGATIVE",
                "太差劲了，非常失望 | NEGATIVE",
                "东西不错，就是售后太差，打电话没人接 | NEGATIVE",
                "昨天上午来的 | NEUTRAL",
                "不好意思，刚看到 | NEUTRAL",
            })
    void aMood(String text, Sentiment mood) {
        assertThat(moodOf(text)).isEqualTo(mood);
    }

    @Test
    @DisplayName("the score first, the text where the score doesn't say")
    void theScoreFirst() {
        assertThat(Sentiment.of(1, Sentiment.POSITIVE)).isEqualTo(Sentiment.NEGATIVE);
        assertThat(Sentiment.of(3, Sentiment.NEGATIVE)).isEqualTo(Sentiment.NEGATIVE);
        assertThat(Sentiment.of(3, Sentiment.NEUTRAL)).isEqualTo(Sentiment.NEUTRAL);
        assertThat(Sentiment.of(5, Sentiment.NEUTRAL)).isEqualTo(Sentiment.POSITIVE);
        assertThat(Sentiment.of(5, Sentiment.NEGATIVE)).isEqualTo(Sentiment.NEUTRAL);
        assertThat(Sentiment.of(null, Sentiment.POSITIVE)).isEqualTo(Sentiment.POSITIVE);
    }

    @Test
    @DisplayName("and keeps the customer's own characters as the explanation")
    void keepsTheCustomersOwnCharacters() {
        assertThat(read("客服態度惡劣！").tags())
                .singleElement()
                .satisfies(tag -> assertThat(tag.words()).containsExactly("態度惡劣"));
    }

    @Test
    @DisplayName("texts that mean nothing as nothing")
    void textsThatMeanNothing() {
        for (var nothing : List.of("无", "没有。", " 暂无！", "——", "No", "")) {
            assertThat(DICTIONARY.saysSomething(nothing)).as(nothing).isFalse();
        }
        assertThat(DICTIONARY.saysSomething("没有停车位")).isTrue();
        assertThat(DICTIONARY.saysSomething(null)).isFalse();
    }

    @Test
    @DisplayName("the longest hostile text in bounded time")
    void hostileTextsInBoundedTime() {
        for (var seed : List.of("等了", "不", "没有", "又修又", "客服说", "a", "，")) {
            var text = seed.repeat(2000 / seed.length());
            assertTimeout(Duration.ofSeconds(10), () -> read(text), seed);
        }
    }

    @ParameterizedTest(name = "refuses {0}")
    @ValueSource(strings = {"(甲|乙", "<没有这组>", "<人员", "…", "(甲|)"})
    void refusesBrokenPhrases(String phrase) {
        var gaps = new Phrase.Gaps(6, 14);
        assertThatIllegalArgumentException().isThrownBy(() -> Phrase.of(phrase, Map.of(), gaps));
    }

    @Test
    @DisplayName("real comments about as well as when it was written")
    void realComments() throws IOException {
        assumeThat(REAL_COMMENTS)
                .as("labelled comments are not on this machine: %s", REAL_COMMENTS)
                .exists();
        var json = new ObjectMapper();
        int[] tags = new int[3];
        int[] majors = new int[3];
        var moods = 0;
        var lines = Files.readAllLines(REAL_COMMENTS);
        for (var line : lines) {
            var comment = json.readTree(line);
            var reading = read(comment.get("text").asText());
            var gold = words(comment.get("tags"));
            var found = reading.tags().stream().map(Tagging.Tag::tag).collect(Collectors.toSet());
            count(tags, gold, found);
            count(
                    majors,
                    comment.get("major").asBoolean() ? Set.of("major") : Set.of(),
                    reading.major() ? Set.of("major") : Set.of());
            var mood = moodOf(comment.get("text").asText()).name().toLowerCase(Locale.ROOT);
            moods += mood.startsWith(comment.get("sentiment").asText()) ? 1 : 0;
        }
        assertThat(f1(tags)).as("F1 of tags, strict").isGreaterThan(0.80);
        assertThat(f1(majors)).as("F1 of major").isGreaterThan(0.90);
        assertThat(moods / (double) lines.size()).as("share of right moods").isGreaterThan(0.85);
    }

    private static Set<String> words(JsonNode list) {
        var words = new HashSet<String>();
        list.forEach(word -> words.add(word.asText()));
        return words;
    }

    private static void count(int[] hits, Set<String> gold, Set<String> found) {
        hits[0] += (int) found.stream().filter(gold::contains).count();
        hits[1] += (int) found.stream().filter(tag -> !gold.contains(tag)).count();
        hits[2] += (int) gold.stream().filter(tag -> !found.contains(tag)).count();
    }

    private static double f1(int[] hits) {
        return 2.0 * hits[0] / (Arrays.stream(hits).sum() + hits[0]);
    }
}
