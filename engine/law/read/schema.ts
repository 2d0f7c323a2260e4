/**
 * The written law: shapes of the YAML files, as TypeBox schemas with their static types.
 * `lawSchemas('resolved')` checks a file after its choices are made; `lawSchemas('written')` is the
 * published JSON Schema, where a choice may stand in place of any value that it may decide.
 */
import Type, { type Static, type TSchema } from 'typebox';
import { TIER_MEASURES } from '../program.ts';

const shut = { additionalProperties: false } as const;
const ID = '^[a-zA-Z][a-zA-Z0-9]*(?:[.-][a-zA-Z0-9]+)*$';
const PARAMETER_NAME = '^[a-z][a-zA-Z0-9]*(?:Fen|Bp|Count|Days|FenList|BpList)$';
const DATE = '^\\d{4}-\\d{2}-\\d{2}$';

const Id = Type.String({ pattern: ID });
const IsoDate = Type.String({ pattern: DATE });
const Text = Type.String({ minLength: 1 });
const Mark = Type.Enum(['seed', 'official', 'secondary', 'assumed']);
const Title = Type.Object({ zh: Text, en: Text }, shut);

/** Fields of a citation; they stand beside what they prove. */
const citation = {
  mark: Mark,
  document: Type.Optional(Id),
  clause: Type.Optional(Text),
  why: Type.Optional(Text),
};
const Citation = Type.Object(citation, shut);

const SelectorSide = Type.Union([
  Type.Array(Text, { minItems: 1 }),
  Type.Object({ from: Type.Optional(Type.Integer()), until: Type.Optional(Type.Integer()) }, shut),
]);
const Selector = Type.Record(Type.String({ pattern: ID }), SelectorSide);

const RoundingModeSchema = Type.Enum(['halfUp', 'halfEven', 'down', 'up']);

const DatedValue = Type.Cyclic(
  {
    Value: Type.Union([
      Type.Integer({ minimum: 0, maximum: 900_000_000_000 }),
      Type.Array(Type.Integer({ minimum: 0, maximum: 900_000_000_000 }), { minItems: 1 }),
      Type.Record(Type.String({ pattern: '^[a-zA-Z][a-zA-Z0-9.-]*$' }), Type.Ref('Value')),
    ]),
  },
  'Value',
);

const DatedEntry = Type.Object(
  {
    value: Type.Union([DatedValue, Type.Null()]),
    ...citation,
    /** What the document prints where that differs from the rule (X10). Display only. */
    printed: Type.Optional(Text),
  },
  shut,
);

const Parameter = Type.Object(
  {
    by: Type.Optional(Type.Array(Id, { minItems: 1 })),
    from: Type.Record(Type.String({ pattern: DATE }), DatedEntry, { minProperties: 1 }),
  },
  shut,
);

const ChoiceScalar = Type.Union([Type.String(), Type.Integer(), Type.Array(Type.String())]);
const Choice = Type.Object(
  {
    settles: Type.Optional(Type.Enum(xs())),
    is: ChoiceScalar,
    otherwise: Type.Array(ChoiceScalar),
    ...citation,
  },
  shut,
);

const FormulaShape = Type.Cyclic(
  {
    Formula: Type.Object(
      {
        parameter: Type.Optional(Type.String({ pattern: PARAMETER_NAME })),
        event: Type.Optional(Text),
        counter: Type.Optional(Id),
        sum: Type.Optional(Type.Array(Type.Ref('Formula'), { minItems: 1 })),
        min: Type.Optional(Type.Array(Type.Ref('Formula'), { minItems: 1 })),
        max: Type.Optional(Type.Array(Type.Ref('Formula'), { minItems: 1 })),
        minus: Type.Optional(
          Type.Object({ of: Type.Ref('Formula'), less: Type.Ref('Formula') }, shut),
        ),
        share: Type.Optional(
          Type.Object(
            { of: Type.Ref('Formula'), rateBp: Type.Ref('Formula'), rounding: RoundingModeSchema },
            shut,
          ),
        ),
        times: Type.Optional(
          Type.Object({ of: Type.Ref('Formula'), count: Type.Ref('Formula') }, shut),
        ),
        proportion: Type.Optional(
          Type.Object(
            {
              of: Type.Ref('Formula'),
              times: Type.Ref('Formula'),
              over: Type.Ref('Formula'),
              rounding: RoundingModeSchema,
            },
            shut,
          ),
        ),
      },
      { ...shut, minProperties: 1, maxProperties: 1 },
    ),
  },
  'Formula',
);

const BaseEntry = Type.Object(
  {
    reasons: Type.Optional(Type.Array(Text, { minItems: 1 })),
    counters: Type.Optional(Type.Array(Id, { minItems: 1 })),
    lines: Type.Optional(Selector),
    weightBp: Type.Optional(FormulaShape),
  },
  shut,
);

const Window = Type.Object(
  {
    kind: Type.Enum(['day', 'month', 'calendarYear', 'lifetime', 'productYear', 'rolling']),
    /** "MM-DD", for `productYear`. */
    startsOn: Type.Optional(Type.String({ pattern: '^\\d{2}-\\d{2}$' })),
    /** For `rolling`. */
    months: Type.Optional(Type.Integer({ minimum: 1, maximum: 1200 })),
  },
  shut,
);

const Writer = Type.Object(
  {
    tier: Type.Optional(Id),
    part: Type.Optional(Id),
    event: Type.Optional(Text),
    residual: Type.Optional(Type.Array(BaseEntry, { minItems: 1 })),
    measure: Type.Optional(Type.Enum([...TIER_MEASURES])),
  },
  shut,
);

/** X01 … X16. */
function xs(): string[] {
  return Array.from({ length: 16 }, (_, index) => `X${String(index + 1).padStart(2, '0')}`);
}

type Stage = 'written' | 'resolved';

/** Builds the schema of each kind of file for one stage. */
export function lawSchemas(stage: Stage) {
  const choiceOf = Type.Object({ choice: Id }, shut);
  /** A value that must be a named choice: `{ choice: id }` as written. */
  const chosen = <T extends TSchema>(schema: T): T =>
    stage === 'resolved' ? schema : (choiceOf as unknown as T);
  /** A subtree that a choice with options may decide. */
  const open = <T extends TSchema>(schema: T): T =>
    stage === 'resolved'
      ? schema
      : (Type.Union([
          schema,
          choiceOf,
          Type.Object(
            { choice: Id, options: Type.Record(Type.String(), Type.Union([schema, Type.Null()])) },
            shut,
          ),
        ]) as unknown as T);

  const Rounding = chosen(RoundingModeSchema);
  const Formula = open(FormulaShape);
  const Part = Type.Object(
    {
      base: open(Type.Array(open(BaseEntry), { minItems: 1 })),
      limit: Type.Optional(
        open(
          Type.Union([
            Type.Object({ amount: Formula, counter: Type.Optional(Id) }, shut),
            Type.Null(),
          ]),
        ),
      ),
      ratio: Type.Optional(Type.String({ pattern: PARAMETER_NAME })),
      segments: Type.Optional(
        Type.Object(
          {
            bounds: Type.String({ pattern: PARAMETER_NAME }),
            ratios: Type.String({ pattern: PARAMETER_NAME }),
            measure: chosen(Type.Enum(['gross', 'excess'])),
            position: Type.Optional(Id),
          },
          shut,
        ),
      ),
    },
    shut,
  );
  const Deductible = Type.Object(
    {
      amount: Formula,
      counter: Type.Optional(Id),
      counts: Type.Enum(['taken', 'base']),
      /** X06; required where the tier has more than one part. */
      use: Type.Optional(chosen(Type.Union([Type.Literal('proRata'), Type.Array(Id)]))),
    },
    shut,
  );
  const Cap = Type.Object({ amount: Formula, counter: Type.Optional(Id) }, shut);
  const Counter = Type.Object(
    {
      window: open(Window),
      key: Type.Optional(Id),
      holds: Type.Optional(Type.Enum(['sum', 'max'])),
      writers: Type.Array(Writer, { minItems: 1 }),
      /** X16; required where more than one tier writes it. */
      reads: Type.Optional(chosen(Type.Enum(['afterEarlierTiers', 'beforeEvent']))),
      carryOver: Type.Optional(Type.Enum(['none', 'value'])),
      source: Citation,
    },
    shut,
  );
  const Counters = Type.Record(Type.String({ pattern: ID }), Counter);
  const change = {
    field: Type.Enum(['ratio', 'deductible', 'cap', 'limit']),
    target: Type.Optional(Id),
    when: Type.Optional(Selector),
    operation: Type.Enum(['add', 'multiply', 'replace', 'remove']),
    value: Type.Optional(FormulaShape),
    rounding: Type.Optional(Rounding),
    source: Citation,
  };
  const Parameters = Type.Record(Type.String({ pattern: PARAMETER_NAME }), Parameter);
  const Choices = Type.Record(Type.String({ pattern: ID }), Choice);
  const NotModelled = Type.Array(Type.Object({ clause: Text, why: Text }, shut));

  const documents = Type.Object(
    {
      kind: Type.Literal('documents'),
      documents: Type.Record(
        Type.String({ pattern: ID }),
        Type.Object(
          {
            number: Type.Optional(Text),
            title: Text,
            issuer: Type.Optional(Text),
            issuedOn: Type.Optional(IsoDate),
            mark: Type.Enum(['seed', 'official', 'secondary']),
            note: Type.Optional(Text),
          },
          shut,
        ),
      ),
    },
    shut,
  );

  const vocabulary = Type.Object(
    {
      kind: Type.Literal('vocabulary'),
      dimensions: Type.Record(
        Type.String({ pattern: ID }),
        Type.Object(
          {
            of: Type.Enum(['person', 'event', 'line']),
            title: Title,
            codes: Type.Optional(Type.Record(Type.String({ pattern: ID }), Title)),
            values: Type.Optional(Type.Enum(['open', 'integer'])),
            absentMeans: Type.Optional(Id),
          },
          shut,
        ),
      ),
      payers: Type.Record(Type.String({ pattern: ID }), Title),
    },
    shut,
  );

  const area = Type.Object(
    {
      kind: Type.Literal('area'),
      id: Id,
      title: Title,
      adminCode: Type.Optional(Type.String({ pattern: '^\\d{6}$' })),
      personClasses: Type.Record(
        Type.String({ pattern: ID }),
        Type.Object(
          {
            title: Title,
            validMonths: Type.Optional(Type.Integer({ minimum: 1 })),
            backMonths: Type.Optional(Type.Integer({ minimum: 1 })),
            source: Citation,
          },
          shut,
        ),
      ),
    },
    shut,
  );

  const scheme = Type.Object(
    {
      kind: Type.Literal('scheme'),
      id: Id,
      area: Id,
      title: Text,
      effectiveFrom: IsoDate,
      effectiveUntil: IsoDate,
      source: Citation,
      covers: Selector,
      /** Most favourable first. */
      personClasses: Type.Array(Id),
      classification: Type.Object(
        {
          outOfScope: Selector,
          firstShareRounding: Rounding,
          firstShareOrder: chosen(Type.Enum(['beforeDeductible'])),
        },
        shut,
      ),
      /** Policy ids in order of payment. */
      tiers: Type.Array(Id, { minItems: 1 }),
      overlays: Type.Optional(Type.Array(Id)),
      counters: Type.Optional(Counters),
      counterMap: Type.Optional(Type.Record(Id, Id)),
      choices: Choices,
      notModelled: Type.Optional(NotModelled),
    },
    shut,
  );

  const policy = Type.Object(
    {
      kind: Type.Literal('policy'),
      id: Id,
      title: Text,
      status: Type.Enum(['complete', 'partial']),
      payer: Id,
      on: Type.Enum(['visit', 'contribution', 'allowance', 'close']),
      scope: Type.Optional(Type.Enum(['person', 'household'])),
      effectiveFrom: Type.Optional(IsoDate),
      effectiveUntil: Type.Optional(IsoDate),
      source: Citation,
      when: Type.Optional(open(Selector)),
      parameters: Parameters,
      choices: Type.Optional(Choices),
      rounding: Rounding,
      roundEach: Type.Optional(chosen(Type.Enum(['part', 'segment']))),
      allot: chosen(Type.Enum(['declaredOrder', 'proRata'])),
      midYearChange: chosen(Type.Enum(['incremental', 'catchUp', 'recompute'])),
      paidCounter: Type.Optional(Id),
      aboveCap: Type.Optional(
        chosen(
          Type.Enum([
            'clippedPayment',
            'costBehindRoundedDown',
            'costBehindRoundedUp',
            'costBehindRoundedHalfUp',
          ]),
        ),
      ),
      entitlement: Type.Optional(Formula),
      parts: Type.Record(Type.String({ pattern: ID }), Part, { minProperties: 1 }),
      deductible: Type.Optional(open(Type.Union([Deductible, Type.Null()]))),
      caps: Type.Optional(Type.Record(Type.String({ pattern: ID }), Cap)),
      /** The clause that says there is no cap, where one does. */
      noCap: Type.Optional(Citation),
      counters: Type.Optional(Counters),
      modifiers: Type.Optional(Type.Array(Type.Object(change, shut))),
      notModelled: Type.Optional(NotModelled),
    },
    shut,
  );

  const overlay = Type.Object(
    {
      kind: Type.Literal('overlay'),
      id: Id,
      title: Text,
      effectiveFrom: Type.Optional(IsoDate),
      effectiveUntil: Type.Optional(IsoDate),
      source: Citation,
      parameters: Type.Optional(Parameters),
      choices: Type.Optional(Choices),
      changes: Type.Array(Type.Object({ to: Id, ...change }, shut), { minItems: 1 }),
      notModelled: Type.Optional(NotModelled),
    },
    shut,
  );

  return { documents, vocabulary, area, scheme, policy, overlay };
}

type LawSchemas = ReturnType<typeof lawSchemas>;
export type FileKind = keyof LawSchemas;
/** A file of each kind after its choices are made. */
export type LawFile = { [K in FileKind]: Static<LawSchemas[K]> };
