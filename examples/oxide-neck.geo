// A strip of oxide with a notch from either side: contacts "left" and "right", insulating
// elsewhere.  gmsh -2 -format msh41 oxide-neck.geo
h = 0.08;
Point(1) = {0, 0, 0, h};        Point(2) = {0.35, 0, 0, h};     Point(3) = {0.5, 0.18, 0, h/4};
Point(4) = {0.65, 0, 0, h};     Point(5) = {1, 0, 0, h};        Point(6) = {1, 0.5, 0, h};
Point(7) = {0.65, 0.5, 0, h};   Point(8) = {0.5, 0.32, 0, h/4}; Point(9) = {0.35, 0.5, 0, h};
Point(10) = {0, 0.5, 0, h};
Line(1) = {1, 2};   Line(2) = {2, 3};   Line(3) = {3, 4};   Line(4) = {4, 5};   Line(5) = {5, 6};
Line(6) = {6, 7};   Line(7) = {7, 8};   Line(8) = {8, 9};   Line(9) = {9, 10};  Line(10) = {10, 1};
Curve Loop(1) = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
Plane Surface(1) = {1};
Physical Curve("left") = {10};
Physical Curve("right") = {5};
Physical Surface("oxide") = {1};
