/**
 * The law book: what is in force, and every version that was, by its hash.
 */
import { createHash } from 'node:crypto';
import type { Dimension, Law, LawDocument, Program } from '../../engine/law/index.ts';
import { formatDay } from '../../engine/units/index.ts';
import type { Database } from '../../platform/database/index.ts';
import {
  type BodyTexts,
  bodyOf,
  currentBody,
  insertVersion,
  lastVersionOf,
  programTexts,
  publishedAreas,
  storeAreas,
  storeBody,
  versionText,
  withdrawSchemes,
} from './store.ts';

export interface LawBook {
  /** For new visits. */
  readonly law: Law;
  /** Region of each area that has law in force; null: none was published. */
  readonly regions: ReadonlyMap<string, string | null>;
  /** A version by its hash, in force or not; throws if it is not stored or was changed. */
  program(hash: string): Promise<Program>;
  /** A version with the words and documents that it was first published with, to explain by. */
  lawOf(hash: string): Promise<Law>;
  /** The last version of a scheme, also of one that was withdrawn; null: there was none. */
  lastOf(scheme: string): Promise<Program | null>;
}

export interface Publication {
  readonly law: Law;
  readonly at: Date;
  readonly by: string;
  /** Six digits by area; absent: what was published before stays. */
  readonly regions?: ReadonlyMap<string, string>;
}

/**
 * Stores the Programs of a body of law and puts them in force; a second time does nothing. A scheme
 * that its areas no longer have is withdrawn; areas that the body does not name stay as they were.
 */
export async function publishLaw(database: Database, publication: Publication): Promise<void> {
  const { law, at, by, regions = new Map<string, string>() } = publication;
  const dimensions = JSON.stringify(law.dimensions);
  const documents = JSON.stringify(law.documents);
  await database.transaction(async (tx) => {
    const bodyId = await storeBody(tx, {
      digest: sha256(`${dimensions}\n${documents}`),
      dimensions,
      documents,
      at,
    });
    for (const program of law.programs) {
      await insertVersion(tx, {
        hash: program.hash,
        scheme: program.id,
        area: program.area,
        title: program.title,
        from: formatDay(program.from),
        until: formatDay(program.until),
        program: JSON.stringify(program),
        bodyId,
        at,
        by,
      });
    }
    await storeAreas(tx, regions);
    await withdrawSchemes(
      tx,
      [...new Set(law.programs.map(({ area }) => area))],
      law.programs.map(({ id }) => id),
    );
  });
}

/** Opens the book on what is in force now. Throws if nothing was published. */
export async function openLawBook(database: Database): Promise<LawBook> {
  const body = await currentBody(database);
  if (!body) throw new Error('还没有发布任何法规；请先发布 policies');
  const programs = (await programTexts(database)).map(({ hash, program }) => read(hash, program));
  const known = new Map(programs.map((program) => [program.hash, program]));
  const program = async (hash: string) => {
    const found = known.get(hash);
    if (found) return found;
    const text = await versionText(database, hash);
    if (text === null) throw new Error(`law version ${hash} is not stored`);
    const made = read(hash, text);
    known.set(hash, made);
    return made;
  };
  const laws = new Map<string, Law>();
  const areas = await publishedAreas(database);
  const regions = new Map(areas.map(({ area, region }) => [area, region]));
  return {
    law: { programs, ...wordsOf(body) },
    regions,
    program,
    lawOf: async (hash) => {
      const found = laws.get(hash);
      if (found) return found;
      const own = await bodyOf(database, hash);
      if (!own) throw new Error(`law version ${hash} is not stored`);
      const made = { programs: [await program(hash)], ...wordsOf(own) };
      laws.set(hash, made);
      return made;
    },
    lastOf: async (scheme) => {
      const hash = await lastVersionOf(database, scheme);
      return hash === null ? null : program(hash);
    },
  };
}

function wordsOf({ dimensions, documents }: BodyTexts): Omit<Law, 'programs'> {
  // The texts were written by `publishLaw` from the same types.
  return {
    dimensions: JSON.parse(dimensions) as readonly Dimension[],
    documents: JSON.parse(documents) as readonly LawDocument[],
  };
}

/** Reads a Program and checks that it is the one that its hash names. */
function read(hash: string, text: string): Program {
  // What the hash covers is the whole Program, so a text of another shape would not have it.
  const program = JSON.parse(text) as Program;
  const { hash: own, ...rest } = program;
  if (own !== hash || sha256(canonical(rest)) !== hash) {
    throw new Error(`法规版本 ${hash} 的内容与哈希不符，数据已被改动；请从备份恢复`);
  }
  return program;
}

/** JSON with the keys of every object sorted, as the hash of a Program is taken over. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
