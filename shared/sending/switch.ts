/** The kill switch that operations set: while it is not on, nothing leaves; what is received is worked as ever. */
export type Switch = {
	/** False also where it cannot be read: in doubt nothing is sent. Never throws. */
	readonly isOn: () => Promise<boolean>
}
