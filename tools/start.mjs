/**
 * `npm start`: the platform with its demo city on the embedded database in `data/`, and its pages.
 * What the environment sets is left as it is.
 */
import { startPlatform } from './platform.mjs';

startPlatform({ TIBAO_DATA: 'data', TIBAO_TODAY: '2025-06-16', TIBAO_DEMO_PERSONS: '2000' });
