/**
 * Static pages: the files of one folder for GET, from their compressed siblings (`x.js.br`,
 * `x.js.gz`) where the browser takes them. Nothing is listed; names that begin with a dot are not
 * there.
 */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export interface PagesOptions {
  /** Absolute path. */
  readonly folder: string;
  /** Headers of a file, by its name without the ending of its compressed sibling. */
  readonly headersOf: (file: string) => Readonly<Record<string, string>>;
}

export async function addPages(app: FastifyInstance, pages: PagesOptions): Promise<void> {
  await app.register(fastifyStatic, {
    root: pages.folder,
    preCompressed: true,
    dotfiles: 'ignore',
    cacheControl: false,
    redirect: true,
    decorateReply: false,
    setHeaders: (reply, path) => {
      reply.headers({ ...pages.headersOf(path.replace(/\.(br|gz)$/, '')) });
    },
  });
}
