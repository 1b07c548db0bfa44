const DEFAULT_PORT = 3000
const HIGHEST_PORT = 65_535

/**
 * Returns the port that `PORT` names, 3000 when it is unset or empty; 0 lets the system choose. Throws, saying what to do,
 * on anything but a port.
 */
export const portFrom = (text: string | undefined): number => {
	const setting = text?.trim() ?? ''
	if (setting === '') return DEFAULT_PORT
	const port = /^\d{1,5}$/.test(setting) ? Number(setting) : Number.NaN
	if (port <= HIGHEST_PORT) return port
	throw new Error(`PORT must be a number up to ${HIGHEST_PORT}, for example: PORT=3100 npm start`)
}
