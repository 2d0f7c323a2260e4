/** `npm run server`: the platform as the environment configures it, without a demo city. */
import { startPlatform } from './platform.mjs';

startPlatform({});
