/**
 * Every code that a diagnostic of the law may carry, in the order in which the law is read.
 * Codes are stable: never renamed, never reused. `title` says what is wrong, `remedy` what to do.
 */
export interface CodeFacts {
  readonly severity: 'error' | 'warning';
  readonly title: string;
  readonly remedy: string;
}

const error = (title: string, remedy: string) => ({ severity: 'error', title, remedy }) as const;
const warning = (title: string, remedy: string) =>
  ({ severity: 'warning', title, remedy }) as const;

export const diagnosticCodes = {
  'law/file_too_large': error('文件过大', '按待遇拆成几个文件'),
  'law/unreadable_character': error('有不可见或非文字的字符', '删去该字符，存为 UTF-8'),
  'law/too_deep': error('嵌套过深', '减少层次'),
  'law/yaml_syntax': error('不是合法的 YAML', '改正写法'),
  'law/several_documents': error('一个文件内有多份文档', '每份文档单独成文件'),
  'law/directive_forbidden': error('用了 YAML 指令', '删去以 % 开头的行'),
  'law/alias_forbidden': error('用了锚点、引用或合并', '把内容写全'),
  'law/tag_forbidden': error('用了类型标签', '删去标签'),
  'law/duplicate_key': error('同一个键写了两次', '删去或改名其中一处'),
  'law/reserved_key': error('键是程序保留的名字', '换一个名字'),
  'law/key_not_text': error('键不是文字', '给键加引号'),
  'law/empty_value': error('没有写值', '写出值，确实为空时写 null'),
  'law/number_form': error('数字的写法有歧义', '只用十进制整数'),
  'law/ambiguous_value': error('值在 YAML 中另有含义', '加引号，或写 null'),
  'law/unquoted_word': warning('值没有加引号，有的软件会误读', '加引号'),
  'law/more_problems': warning('还有更多问题未列出', '改正后重新检查'),

  'law/unknown_kind': error('文件种类不明', '写明 kind'),
  'law/duplicate_id': error('编号在两处定义', '改名其中一处'),
  'law/unknown_key': error('不认识的键', '改名或删去'),
  'law/missing_key': error('缺少必须写明的内容', '补写'),
  'law/wrong_type': error('值的种类不对', '改为所要求的种类'),
  'law/wrong_form': error('值的写法不对', '按要求的写法改正'),
  'law/unknown_word': error('不是允许的取值', '改为列出的取值之一'),
  'law/not_integer': error('不是整数', '金额以分、比例以万分点写整数'),
  'law/number_out_of_range': error('数值超出范围', '核对数值与单位'),
  'law/empty_list': error('列表为空', '补写内容或删去'),
  'law/wrong_size': error('项数不对', '按要求的项数书写'),

  'law/choice_required': error('必须明示的选择没有写成选择', '在 choices 写明，此处引用'),
  'law/choice_forbidden': error('此处不得用选择代替', '直接写出内容'),
  'law/unknown_choice': error('没有这个选择', '在 choices 中写明，或改正名字'),
  'law/unknown_option': error('选择没有这个取值', '删去该段，或列入 otherwise'),
  'law/missing_option': error('选择的某个取值没有对应内容', '在 options 中补写'),
  'law/choice_missing': error('方案缺少必须作出的选择', '在方案的 choices 中补写'),
  'law/choice_illegal': error('选择的取值不合法', '改为允许的取值'),
  'law/choice_repeated': error('选择的取值重复列出', '删去重复的取值'),
  'law/unknown_choices_file': error('没有这份选择文件', '新建文件，或改正 uses'),
  'law/unknown_flip': error('要改的选择不存在', '改正“文件/选择”的写法'),
  'law/illegal_flip': error('要改成的取值没有列出', '改为 otherwise 中的取值'),

  'law/missing_source': error('没有写明出处', '补写 document 和 clause'),
  'law/missing_reason': error('假设没有写明理由', '补写 why'),
  'law/unknown_document': error('出处的文件没有登记', '在 documents 中登记，或改正名字'),
  'law/mark_above_document': error('标注高于文件本身的可信程度', '改低标注，或更正登记'),

  'law/no_such_date': error('日期不存在', '改为存在的日期'),
  'law/span_inverted': error('终止日不晚于起始日', '更正起止日期'),
  'law/entries_out_of_order': error('数值没有按日期先后排列', '按日期先后排列'),
  'law/value_shape': error('数值的层次与 by 不符', '按 by 的维度逐层书写'),
  'law/wrong_unit': error('单位不符', '换用所要求单位的参数或数值'),
  'law/ratio_above_whole': error('比例超过 100%', '比例以万分点写，至多 10000'),
  'law/bounds_not_ascending': error('分段下限没有从 0 起逐段升高', '从 0 起按升序书写'),
  'law/list_lengths': error('分段与比例的个数不同', '每段写一个比例'),
  'law/value_gap': error('生效期内有的日子没有数值', '补写从该日起的数值'),
  'law/value_missing': error('有的情形没有数值', '补写该情形，或写 otherwise'),

  'law/unknown_dimension': error('没有这个维度', '在 vocabulary 中登记，或改正名字'),
  'law/unknown_code': error('维度没有这个代码', '在 vocabulary 中登记，或改正代码'),
  'law/unknown_payer': error('没有这个支付方', '在 vocabulary 中登记，或改正名字'),
  'law/unknown_area': error('没有这个统筹区', '新建 area 文件，或改正名字'),
  'law/unknown_class': error('统筹区没有这个人员类别', '在 area 中登记，或改正名字'),
  'law/unknown_policy': error('没有这个待遇或变更文件', '新建文件，或改正名字'),
  'law/unknown_parameter': error('没有这个参数', '在 parameters 中写明，或改正名字'),
  'law/unknown_measure': error('事件没有这个数', '改为该类事件的数'),
  'law/unknown_counter': error('没有这个累计', '在 counters 中写明，或改正名字'),
  'law/unknown_tier': error('方案没有这一层', '改为方案 tiers 中的待遇'),
  'law/unknown_part': error('待遇没有这一部分', '改为 parts 中的名字'),
  'law/unknown_reason': error('没有这种费用原因', '改为首次原因，或“待遇.结果”'),
  'law/reserved_id': error('名字另有含义，不得使用', '换一个名字'),
  'law/dimension_not_here': error('此处不能用这个维度', '换用此处允许的维度'),
  'law/wrong_selector': error('筛选的写法与维度不符', '代码维度写列表，整数维度写区间'),
  'law/empty_interval': error('区间内没有任何数', '更正 from 与 until'),
  'law/repeated_item': error('同一项列了两次', '删去重复的一项'),

  'law/formula_unit': error('算式的单位不符', '换用单位相符的参数或算法'),
  'law/counter_unit': error('累计混用了不同单位', '每个累计只记一种单位'),
  'law/counter_writer': error('累计的写入方写法不全', '每个写入方只写一种，并写全'),
  'law/counter_reads': error('多层写入的累计没有说明读取时点', '补写 reads'),
  'law/window_incomplete': error('累计期间写法不全', '按期间种类补写或删去'),
  'law/carry_over_window': error('此种期间不能结转', '删去 carryOver'),
  'law/reason_not_earlier': error('取用了后面一层的结果', '调整 tiers 顺序，或改取前面一层'),
  'law/base_cycle': error('几层互相取用结果，成了循环', '调整为只取前面各层的结果'),
  'law/base_wrong_kind': error('基数的写法与事件不符', '按事件种类写 reasons 或 counters'),
  'law/rates_missing': error('部分没有写明比例', '写 ratio 或 segments 之一'),
  'law/round_each_missing': error('有分段而没有说明何时取整', '补写 roundEach'),
  'law/above_cap_missing': error('有封顶而没有说明超出部分', '补写 aboveCap'),
  'law/above_cap_without_cap': error('没有封顶却说明了超出部分', '删去 aboveCap'),
  'law/cap_and_no_cap': error('既写封顶又写不封顶', '只留其一'),
  'law/use_missing': error('几部分共用起付线而没有说明先后', '补写 use'),
  'law/scope_not_close': error('家庭范围只能用于期末结算', '删去 scope'),
  'law/entitlement_missing': error('定额待遇没有写明应得数额', '补写 entitlement'),
  'law/entitlement_not_here': error('只有定额待遇才有应得数额', '删去 entitlement'),
  'law/catch_up_conditions': error('不满足补差计算的条件', '按说明修改，或换用 incremental'),
  'law/cost_behind_conditions': error('不满足倒算费用的条件', '换用 clippedPayment'),
  'law/excess_position': error('累计基数的起付线与分段位置冲突', '改为单一部分，且不另设位置累计'),
  'law/change_incomplete': error('变更的写法不全或自相矛盾', '按变更的种类书写'),
  'law/nothing_to_change': error('要变更的内容不存在', '改正 field 或 target'),
  'law/tier_never_in_force': error('待遇与方案没有共同的生效日', '更正起止日期'),
  'law/schemes_overlap': error('两个方案同日覆盖同一批人', '错开日期或参保人群'),
  'law/counter_map': error('累计对照与方案选择不符', '补写或更正 counterMap'),

  'law/change_never_in_force': warning('变更没有生效的日子', '更正起止日期，或从方案移去'),
  'law/changes_compete': warning('两项变更同时替换同一内容', '写明哪一项优先，或分开情形'),
  'law/counter_measure': warning('累计记的不是所要看的数', '核对写入的数'),
  'law/base_never_reached': warning('这部分基数已被前面取尽', '调整顺序、情形或原因'),
  'law/choice_shadowed': warning('同名的选择被另一个遮住', '改名其中一个'),
  'law/unused_parameter': warning('参数没有用到', '删去，或用上'),
  'law/unused_choice': warning('选择没有用到', '删去，或用上'),
  'law/unused_counter': warning('累计没有被读取', '删去，或用上'),
  'law/unused_file': warning('没有方案或文件使用这份文件', '列入方案或 uses，或删去'),
} as const satisfies Record<string, CodeFacts>;

export type DiagnosticCode = keyof typeof diagnosticCodes;
