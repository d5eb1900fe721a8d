package dev.basin.lab.chart;

/**
 * A parallel projection of the unit box: turned about the vertical axis, then seen from above. The
 * corner (0, 0) is in front, (1, 0) to the right, (0, 1) to the left, for turns between 0 and 90°.
 *
 * @param turn in radians
 * @param elevation of the eye over the floor, in radians
 * @param height of the box, its sides being 1
 */
record View(double turn, double elevation, double height) {
  private static final double AMBIENT = 0.8;
  private static final double DIRECT = 0.28;

  /** Where a point {x, y, z} of the box is seen: {to the right, downward}. */
  double[] project(double[] point) {
    double x = point[0] - 0.5;
    double y = point[1] - 0.5;
    double across = x * Math.cos(turn) - y * Math.sin(turn);
    double back = x * Math.sin(turn) + y * Math.cos(turn);
    double rise = height * point[2] * Math.cos(elevation) + back * Math.sin(elevation);
    return new double[] {across, -rise};
  }

  /** How bright a face is whose corners follow each other: the light comes from the upper left. */
  double light(double[][] corners) {
    double[] a = edge(corners[0], corners[2]);
    double[] b = edge(corners[1], corners[3]);
    double[] normal = {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
    double length = Math.hypot(Math.hypot(normal[0], normal[1]), normal[2]);
    double towards = (-0.5 * normal[0] + 0.1 * normal[1] + 0.86 * normal[2]) / length;
    return AMBIENT + DIRECT * Math.max(0, towards);
  }

  private double[] edge(double[] from, double[] to) {
    return new double[] {to[0] - from[0], to[1] - from[1], height * (to[2] - from[2])};
  }

  double left() {
    return project(new double[] {0, 1, 0})[0];
  }

  double right() {
    return project(new double[] {1, 0, 0})[0];
  }

  double top() {
    return project(new double[] {1, 1, 1})[1];
  }

  double bottom() {
    return project(new double[] {0, 0, 0})[1];
  }
}
