/** The door to the platform, for every part of the console. */
import { createContext, useContext } from 'react';
import type { Api } from '../../api/client.ts';

export const ApiContext = createContext<Api | null>(null);

export function useApi(): Api {
  const api = useContext(ApiContext);
  if (!api) throw new Error('a part of the console stands outside of it');
  return api;
}
