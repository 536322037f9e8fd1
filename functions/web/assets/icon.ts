/** A sheet of paper whose lines rise: what is trending. */
export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect x="4" y="2" width="24" height="28" rx="3" fill="#8a3b1e"/>
<path d="M10 23v-3M16 23v-8M22 23V10" stroke="#fbf9f4" stroke-width="3.4" stroke-linecap="round"/>
</svg>
`;
