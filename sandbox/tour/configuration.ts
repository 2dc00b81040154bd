/** Configuration of the hub in which the tour is played: the App also writes what it checks on the commits of the projects. */
export const tourConfiguration = `version: 1
serviceTeam:
  team: dnum-mi/service-team
checks:
  runs: inform
`;
