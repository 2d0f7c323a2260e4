/**
 * Shapes of a policy and an overlay, and of what they share with a scheme: counters and changes.
 */
import Type from 'typebox';
import {
  BaseEntry,
  byId,
  Choices,
  Citation,
  FormulaShape,
  Id,
  IsoDate,
  NotModelled,
  ParameterName,
  Parameters,
  RoundingModeSchema,
  Selector,
  shut,
  Text,
  Uses,
  Window,
  Writer,
} from './schema-parts.ts';
import type { StageShapes } from './schema-stage.ts';

/** One benefit: one tier, its parameters, counters, choices. */
export function policySchema(stage: StageShapes) {
  const { chosen, open } = stage;
  return Type.Object(
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
      uses: Type.Optional(Uses),
      choices: Type.Optional(Choices),
      rounding: chosen(RoundingModeSchema),
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
      entitlement: Type.Optional(open(FormulaShape)),
      parts: Type.Record(Id, partSchema(stage), { ...shut, minProperties: 1 }),
      deductible: Type.Optional(open(Type.Union([deductibleSchema(stage), Type.Null()]))),
      caps: Type.Optional(byId(amountSchema(stage))),
      /** The clause that says there is no cap, where one does. */
      noCap: Type.Optional(Citation),
      counters: Type.Optional(countersSchema(stage)),
      modifiers: Type.Optional(Type.Array(Type.Object(changeFields(stage), shut))),
      notModelled: Type.Optional(NotModelled),
    },
    shut,
  );
}

/** Dated changes that another document makes to policies. */
export function overlaySchema(stage: StageShapes) {
  return Type.Object(
    {
      kind: Type.Literal('overlay'),
      id: Id,
      title: Text,
      effectiveFrom: Type.Optional(IsoDate),
      effectiveUntil: Type.Optional(IsoDate),
      source: Citation,
      parameters: Type.Optional(Parameters),
      uses: Type.Optional(Uses),
      choices: Type.Optional(Choices),
      changes: Type.Array(Type.Object({ to: Id, ...changeFields(stage) }, shut), { minItems: 1 }),
      notModelled: Type.Optional(NotModelled),
    },
    shut,
  );
}

/** Counters of a scheme or a policy, by id. */
export function countersSchema({ chosen, open }: StageShapes) {
  return byId(
    Type.Object(
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
    ),
  );
}

function partSchema(stage: StageShapes) {
  const { chosen, open } = stage;
  return Type.Object(
    {
      base: open(Type.Array(open(BaseEntry), { minItems: 1 })),
      limit: Type.Optional(open(Type.Union([amountSchema(stage), Type.Null()]))),
      ratio: Type.Optional(ParameterName),
      segments: Type.Optional(
        Type.Object(
          {
            bounds: ParameterName,
            ratios: ParameterName,
            measure: chosen(Type.Enum(['gross', 'excess'])),
            position: Type.Optional(Id),
          },
          shut,
        ),
      ),
    },
    shut,
  );
}

function deductibleSchema({ chosen, open }: StageShapes) {
  return Type.Object(
    {
      amount: open(FormulaShape),
      counter: Type.Optional(Id),
      counts: Type.Enum(['taken', 'base']),
      /** X06; required where the tier has more than one part. */
      use: Type.Optional(
        chosen(Type.Union([Type.Literal('proRata'), Type.Array(Id, { minItems: 1 })])),
      ),
    },
    shut,
  );
}

/** A cap, or the limit of a part: an amount and the counter of what was used of it. */
function amountSchema({ open }: StageShapes) {
  return Type.Object({ amount: open(FormulaShape), counter: Type.Optional(Id) }, shut);
}

function changeFields({ chosen }: StageShapes) {
  return {
    field: Type.Enum(['ratio', 'deductible', 'cap', 'limit']),
    target: Type.Optional(Id),
    when: Type.Optional(Selector),
    operation: Type.Enum(['add', 'multiply', 'replace', 'remove']),
    value: Type.Optional(FormulaShape),
    rounding: Type.Optional(chosen(RoundingModeSchema)),
    source: Citation,
  };
}
