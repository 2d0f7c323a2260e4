/** Addresses of the console as seen from the bill's page. */
import { linkTo, ROUTES } from '../../routes.ts';

/** The console, or a place in it: its own addresses stand behind a hash. */
export function consoleLink(place = '/'): string {
  return `${linkTo(ROUTES.console, ROUTES.bill)}#${place}`;
}
